//! What a column holds, and the Arrow type that it has.

use arrow_schema::{DataType, Field, Fields};
use std::fmt;
use std::sync::Arc;

/// What a column, or a part of one, holds.
///
/// Whole numbers have 32 bits and a sign: no offset of a text that dateline reads needs more, and Spark knows no others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Words, or a label.
    Text,
    /// A whole number.
    Number,
    /// A number that may have a fraction.
    Real,
    /// Yes or no.
    Flag,
    /// Any number of things of one kind.
    List(&'static Kind),
    /// Named parts.
    Parts(&'static [(&'static str, Kind)]),
}

impl Kind {
    /// A place in a text: `[start, end]` in code points, half-open.
    pub const PLACE: Kind = Kind::List(&Kind::Number);
    /// Several places.
    pub const PLACES: Kind = Kind::List(&Kind::PLACE);
    /// Several words, labels or ids.
    pub const TEXTS: Kind = Kind::List(&Kind::Text);

    /// Its Arrow type. Everything may be null: engines of tables differ in whether they keep that something may not.
    pub fn arrow(&self) -> DataType {
        match self {
            Kind::Text => DataType::Utf8,
            Kind::Number => DataType::Int32,
            Kind::Real => DataType::Float64,
            Kind::Flag => DataType::Boolean,
            Kind::List(item) => DataType::List(Arc::new(Field::new("item", item.arrow(), true))),
            Kind::Parts(parts) => DataType::Struct(
                parts.iter().map(|(name, kind)| Field::new(*name, kind.arrow(), true)).collect::<Fields>(),
            ),
        }
    }
}

impl fmt::Display for Kind {
    /// As the reference has it: `list<int32>`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Kind::Text => f.write_str("utf8"),
            Kind::Number => f.write_str("int32"),
            Kind::Real => f.write_str("float64"),
            Kind::Flag => f.write_str("bool"),
            Kind::List(item) => write!(f, "list<{item}>"),
            Kind::Parts(parts) => {
                f.write_str("struct<")?;
                for (i, (name, kind)) in parts.iter().enumerate() {
                    write!(f, "{}{name}: {kind}", if i > 0 { ", " } else { "" })?;
                }
                f.write_str(">")
            }
        }
    }
}
