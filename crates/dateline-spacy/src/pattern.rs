//! Patterns in the form of Python's `re`, matched as Python does.
//!
//! spaCy's rules look behind and ahead, which only a backtracking matcher can do. Most strings hold nothing that a rule
//! would match even without that, and a fast automaton tells so first.

/// A compiled pattern.
#[derive(Debug)]
pub(crate) struct Pattern {
    /// The pattern without its conditions on what stands before or after: it matches wherever the pattern does.
    loose: regex::Regex,
    /// The pattern itself, if it has such conditions.
    exact: Option<fancy_regex::Regex>,
}

impl Pattern {
    /// Compiles a pattern, or says why it cannot be.
    pub(crate) fn new(python: &str) -> Result<Pattern, String> {
        let exact = translate(python, false);
        let loose = translate(python, true);
        let compiled = regex::RegexBuilder::new(&loose).size_limit(1 << 26).build().map_err(|e| e.to_string())?;
        let exact = if exact == loose {
            None
        } else {
            let fancy = fancy_regex::RegexBuilder::new(&exact).delegate_size_limit(1 << 26).build();
            Some(fancy.map_err(|e| e.to_string())?)
        };
        Ok(Pattern { loose: compiled, exact })
    }

    /// The first match, as byte offsets. What stands more than 256 bytes behind a match does not count.
    pub(crate) fn find(&self, text: &str) -> Option<(usize, usize)> {
        let loose = self.loose.find(text)?;
        match &self.exact {
            None => Some((loose.start(), loose.end())),
            Some(exact) => {
                // No match begins before the first loose one, and affixes are short: the search stays so on long text.
                let text = &text[..text.ceil_char_boundary(loose.end() + 256)];
                exact.find_from_pos(text, loose.start()).ok().flatten().map(|found| (found.start(), found.end()))
            }
        }
    }

    pub(crate) fn is_match(&self, text: &str) -> bool {
        self.loose.is_match(text) && self.exact.as_ref().is_none_or(|exact| exact.is_match(text).unwrap_or(false))
    }

    /// All matches that do not overlap, in order.
    pub(crate) fn find_all(&self, text: &str, out: &mut Vec<(usize, usize)>) {
        out.clear();
        match &self.exact {
            None => out.extend(self.loose.find_iter(text).map(|found| (found.start(), found.end()))),
            Some(exact) if self.loose.is_match(text) => {
                out.extend(exact.find_iter(text).map_while(Result::ok).map(|found| (found.start(), found.end())));
            }
            Some(_) => {}
        }
    }
}

/// Rewrites a pattern of Python's for Rust; with `loose`, leaves out what looks behind or ahead.
fn translate(python: &str, loose: bool) -> String {
    let mut out = String::with_capacity(python.len());
    let chars: Vec<char> = python.chars().collect();
    let mut at = 0;
    let mut in_class = false;
    while at < chars.len() {
        let rest = &chars[at..];
        match rest {
            ['\\', kind @ ('u' | 'U'), ..] => {
                let digits = if *kind == 'u' { 4 } else { 8 };
                out.push_str("\\u{");
                out.extend(rest.iter().skip(2).take(digits));
                out.push('}');
                at += digits;
            }
            // In Python a letter, digit or underscore; in Rust marks too.
            ['\\', 'w', ..] => out.push_str(if in_class { "\\p{L}\\p{N}_" } else { "[\\p{L}\\p{N}_]" }),
            ['\\', c, ..] => {
                out.push('\\');
                out.push(*c);
            }
            ['[', ..] if in_class => {
                out.push_str("\\[");
                at += 1;
                continue;
            }
            ['[', '^', ..] => {
                in_class = true;
                out.push_str("[^");
            }
            ['[', ..] => {
                in_class = true;
                out.push('[');
                at += 1;
                continue;
            }
            [']', ..] if in_class => {
                in_class = false;
                out.push(']');
                at += 1;
                continue;
            }
            // Doubled, these join classes in Rust.
            [c @ ('&' | '~' | '-'), d, ..] if in_class && c == d => {
                out.push('\\');
                out.push(*c);
                at += 1;
                continue;
            }
            ['(', '?', 'u', ')', ..] => at += 2,
            ['(', '?', '<', '=' | '!', ..] | ['(', '?', '=' | '!', ..] if loose && !in_class => {
                at += group(rest);
                continue;
            }
            [c, ..] => {
                out.push(*c);
                at += 1;
                continue;
            }
            [] => break,
        }
        at += 2;
    }
    out
}

/// How many characters the group takes that `chars` begins with.
fn group(chars: &[char]) -> usize {
    let (mut depth, mut in_class, mut at) = (0, false, 0);
    while at < chars.len() {
        match chars[at] {
            '\\' => at += 1,
            '[' => in_class = true,
            ']' => in_class = false,
            '(' if !in_class => depth += 1,
            ')' if !in_class => {
                depth -= 1;
                if depth == 0 {
                    return at + 1;
                }
            }
            _ => {}
        }
        at += 1;
    }
    chars.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn python_patterns_are_rewritten() {
        assert_eq!(translate(r"(?u)^(?:[\w\-]{2})", false), r"^(?:[\p{L}\p{N}_\-]{2})");
        assert_eq!(translate(r"[\u00A6-\U0001F000]", false), r"[\u{00A6}-\u{0001F000}]");
        assert_eq!(translate(r"[a[&&]", false), r"[a\[\&&]");
        assert_eq!(translate(r"(?<=[0-9)])\+(?![0-9])|x", true), r"\+|x");
    }

    #[test]
    fn conditions_on_what_stands_before_hold() {
        let pattern = Pattern::new(r"(?<=[0-9])(?:km|%)$|'s$").unwrap();
        assert_eq!(pattern.find("10km"), Some((2, 4)));
        assert_eq!(pattern.find("xkm"), None);
        assert_eq!(pattern.find("it's"), Some((2, 4)));
    }
}
