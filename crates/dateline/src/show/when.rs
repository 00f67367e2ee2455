//! TIMEX3 values as a reader writes them.

use jiff::civil::Date;

/// "2025-08-19TEV" as "Tue 19 Aug 2025, evening"; a value of another shape stays as it is.
///
/// ```text
/// 2025-08-19        Tue 19 Aug 2025
/// 2025-08-19T18:30  Tue 19 Aug 2025, 18:30
/// 2025-08           Aug 2025
/// ```
pub(crate) fn readable(value: &str) -> String {
    let (day, time) = value.split_once('T').map_or((value, None), |(d, t)| (d, Some(t)));
    let day = match (day.parse::<Date>(), format!("{day}-01").parse::<Date>()) {
        (Ok(date), _) => date.strftime("%a %-d %b %Y").to_string(),
        (_, Ok(month)) if day.len() == 7 => month.strftime("%b %Y").to_string(),
        _ => return value.to_owned(),
    };
    let part = time.map(|t| match t {
        "MO" => "morning",
        "MI" => "midday",
        "AF" => "afternoon",
        "EV" => "evening",
        "NI" => "night",
        "DT" => "daytime",
        clock => clock,
    });
    part.map_or_else(|| day.clone(), |part| format!("{day}, {part}"))
}

#[cfg(test)]
mod tests {
    use super::readable;

    #[test]
    fn days_months_and_parts_of_days() {
        assert_eq!(readable("2025-08-19TEV"), "Tue 19 Aug 2025, evening");
        assert_eq!(readable("2025-08-19T18:30"), "Tue 19 Aug 2025, 18:30");
        assert_eq!(readable("2025-08"), "Aug 2025");
        assert_eq!(readable("XXXX-WXX-2"), "XXXX-WXX-2");
    }
}
