//! Sets of words by name, many in one file: `name: words`.

use crate::error::TableError;
use crate::table::{Line, Table};
use crate::words::Words;
use std::collections::BTreeMap;

/// The sets of a table, each with the line where it begins.
///
/// A line is `name: words`, the words parted by spaces, `+` for a space inside one ("out+of"). A set may go on in another
/// line of the same name.
#[derive(Clone, Debug)]
pub struct Sets<'l> {
    table: Table<'l>,
    sets: BTreeMap<&'l str, (Line<'l>, Vec<&'l str>)>,
}

impl<'l> Sets<'l> {
    pub(crate) fn read(table: Table<'l>) -> Result<Sets<'l>, TableError> {
        let mut sets: BTreeMap<&str, (Line<'_>, Vec<&str>)> = BTreeMap::new();
        let mut entries = Vec::new();
        for line in table.lines() {
            let (name, words) =
                line.text.split_once(':').ok_or_else(|| table.fault(line, "a line is `name: words`"))?;
            let set = sets.entry(name.trim()).or_insert((line, Vec::new()));
            for word in words.split_whitespace() {
                set.1.push(word);
                entries.push((line, Entry(name.trim(), word)));
            }
        }
        table.unique(entries)?;
        Ok(Sets { table, sets })
    }

    /// Takes a set out by its name, `_` standing for `-`; one that is not there is empty.
    pub fn take(&mut self, name: &str) -> Words {
        let words = self.sets.remove(&*name.replace('_', "-")).map(|(_, words)| words).unwrap_or_default();
        words.into_iter().map(|word| word.replace('+', " ")).collect()
    }

    /// That every set was taken.
    ///
    /// # Errors
    /// If one was not: nothing asks for a set of that name.
    pub fn none_left(self) -> Result<(), TableError> {
        match self.sets.iter().next() {
            Some((name, (line, _))) => Err(self.table.fault(*line, format!("nothing asks for {name:?}"))),
            None => Ok(()),
        }
    }
}

/// A word of a set.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Entry<'l>(&'l str, &'l str);

impl std::fmt::Display for Entry<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.1)
    }
}

/// A struct of [`Words`], a field for each set of a table, with a `read` that fills it.
///
/// The table's names are the fields', `-` for `_`. A set that the table lacks is empty; one that no field has is an error.
#[macro_export]
macro_rules! word_sets {
    ($(#[$doc:meta])* $vis:vis struct $name:ident { $($(#[$about:meta])* $field:ident,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default)]
        $vis struct $name {
            $($(#[$about])* $vis $field: $crate::Words,)*
        }

        impl $name {
            /// Reads the sets of a table.
            ///
            /// # Errors
            /// If a word stands twice in a set, or the table has a set that nothing asks for.
            $vis fn read(table: &$crate::Table<'_>) -> Result<$name, $crate::TableError> {
                let mut sets = table.sets()?;
                let read = $name { $($field: sets.take(stringify!($field)),)* };
                sets.none_left()?;
                Ok(read)
            }

            /// The names of the sets that have no word.
            #[cfg(test)]
            $vis fn empty(&self) -> Vec<&'static str> {
                let all = [$((stringify!($field), self.$field.is_empty())),*];
                all.into_iter().filter(|(_, empty)| *empty).map(|(name, _)| name).collect()
            }
        }
    };
}

#[cfg(test)]
mod tests {
    use crate::Language;

    word_sets! {
        struct Small {
            articles,
            out_of,
        }
    }

    fn read(text: &str) -> Result<Small, String> {
        let language = Language::of("xx", [("small.txt", text)]);
        Small::read(&language.table("small.txt")).map_err(|error| error.to_string())
    }

    #[test]
    fn sets_are_read_by_name() {
        let small = read("# Small words.\narticles: le la\nout-of: hors+de\narticles: les\n").expect("in form");
        assert!(small.articles.has("les") && small.out_of.has("hors de"));
        assert!(small.empty().is_empty());
        assert_eq!(read("").expect("in form").empty(), ["articles", "out_of"]);
    }

    #[test]
    fn what_nothing_asks_for_is_named() {
        assert_eq!(
            read("articles: le\nartikles: la").err().as_deref(),
            Some("small.txt:2: nothing asks for \"artikles\"")
        );
        assert_eq!(read("le la").err().as_deref(), Some("small.txt:1: a line is `name: words`"));
        let twice = read("articles: le la le").expect_err("a word twice");
        assert!(twice.starts_with("small.txt:1: \"le\" stands in line 1 already"), "{twice}");
    }
}
