//! The names by which findings refer to each other: "a1", "t1", "s1", "e1", "k1", "o1", "u1", "c1".

use std::borrow::Cow;
use std::fmt;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident $letter:literal;)*) => {$(
        $(#[$doc])*
        ///
        /// Counted from 0 inside, written from 1 outside.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);

        impl $name {
            /// The place in the list that this id counts.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!($letter, "{}"), self.0 as u64 + 1)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let raw = Cow::<str>::deserialize(from)?;
                raw.strip_prefix($letter)
                    .and_then(|n| n.parse::<u32>().ok())
                    .and_then(|n| n.checked_sub(1))
                    .map($name)
                    .ok_or_else(|| serde::de::Error::custom(format!("not an id such as {}1: {raw:?}", $letter)))
            }
        }

        impl schemars::JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "type": "string", "pattern": concat!("^", $letter, "[1-9][0-9]*$") })
            }
        }
    )*};
}

ids! {
    /// An actor of one report or of one story.
    ActorId "a";
    /// A time expression of one report.
    TimeId "t";
    /// A statement of one report.
    StatementId "s";
    /// An event of one report.
    EventId "e";
    /// A clause of one report.
    ClauseId "k";
    /// An origin within one story.
    OriginId "o";
    /// An utterance within one story.
    UtteranceId "u";
    /// A claim of one story.
    ClaimId "c";
    /// A question of one story.
    QuestionId "q";
}
