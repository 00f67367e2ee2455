//! Reads MessagePack, the form of spaCy's binary files, without copying.

/// A value of a MessagePack file.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value<'a> {
    Nil,
    Bool(bool),
    Int(i64),
    UInt(u64),
    Float(f64),
    Str(&'a str),
    Bin(&'a [u8]),
    Array(Vec<Value<'a>>),
    Map(Vec<(Value<'a>, Value<'a>)>),
}

impl<'a> Value<'a> {
    /// The value of the entry of that name, in a map.
    pub(crate) fn get(&self, key: &str) -> Option<&Value<'a>> {
        self.entries()?.iter().find(|(name, _)| name.as_str() == Some(key)).map(|(_, value)| value)
    }

    pub(crate) fn entries(&self) -> Option<&[(Value<'a>, Value<'a>)]> {
        match self {
            Value::Map(entries) => Some(entries),
            _ => None,
        }
    }

    pub(crate) fn items(&self) -> Option<&[Value<'a>]> {
        match self {
            Value::Array(items) => Some(items),
            _ => None,
        }
    }

    /// The text of a string, also of one that was stored as bytes.
    pub(crate) fn as_str(&self) -> Option<&'a str> {
        match self {
            Value::Str(text) => Some(text),
            Value::Bin(bytes) => std::str::from_utf8(bytes).ok(),
            _ => None,
        }
    }

    pub(crate) fn as_bytes(&self) -> Option<&'a [u8]> {
        match self {
            Value::Bin(bytes) => Some(bytes),
            Value::Str(text) => Some(text.as_bytes()),
            _ => None,
        }
    }

    /// A whole number that is not negative.
    pub(crate) fn as_u64(&self) -> Option<u64> {
        match *self {
            Value::UInt(n) => Some(n),
            Value::Int(n) => u64::try_from(n).ok(),
            _ => None,
        }
    }
}

/// How deeply values may lie in each other: a bound for damaged files, far above what spaCy writes.
const MAX_DEPTH: usize = 32;

/// Reads one value that takes all of `bytes`; says where the file goes wrong if it does.
pub(crate) fn read(bytes: &[u8]) -> Result<Value<'_>, String> {
    let mut reader = Reader { bytes, at: 0 };
    let value = reader.value(0)?;
    if reader.at != bytes.len() { Err(format!("data after the end, at byte {}", reader.at)) } else { Ok(value) }
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    fn take(&mut self, n: usize) -> Result<&'a [u8], String> {
        let taken = self.bytes.get(self.at..).and_then(|rest| rest.get(..n));
        self.at = self.at.saturating_add(n);
        taken.ok_or_else(|| format!("it ends at byte {}, inside a value", self.bytes.len()))
    }

    /// A big-endian number of `n` bytes.
    fn number(&mut self, n: usize) -> Result<u64, String> {
        Ok(self.take(n)?.iter().fold(0, |number, &byte| number << 8 | u64::from(byte)))
    }

    fn length(&mut self, n: usize) -> Result<usize, String> {
        usize::try_from(self.number(n)?).map_err(|e| e.to_string())
    }

    fn text(&mut self, n: usize) -> Result<Value<'a>, String> {
        let at = self.at;
        // Not all that Python writes as a string is UTF-8 (old files have bytes there).
        Ok(std::str::from_utf8(self.take(n)?).map_or(Value::Bin(&self.bytes[at..at + n]), Value::Str))
    }

    fn array(&mut self, n: usize, depth: usize) -> Result<Value<'a>, String> {
        (0..n).map(|_| self.value(depth + 1)).collect::<Result<_, _>>().map(Value::Array)
    }

    fn map(&mut self, n: usize, depth: usize) -> Result<Value<'a>, String> {
        (0..n).map(|_| Ok((self.value(depth + 1)?, self.value(depth + 1)?))).collect::<Result<_, _>>().map(Value::Map)
    }

    fn value(&mut self, depth: usize) -> Result<Value<'a>, String> {
        if depth > MAX_DEPTH {
            return Err(format!("values nested too deeply at byte {}", self.at));
        }
        let head = self.take(1)?[0];
        let low = |mask: u8| usize::from(head & mask);
        Ok(match head {
            0x00..=0x7f => Value::UInt(u64::from(head)),
            0x80..=0x8f => self.map(low(0x0f), depth)?,
            0x90..=0x9f => self.array(low(0x0f), depth)?,
            0xa0..=0xbf => self.text(low(0x1f))?,
            0xc0 => Value::Nil,
            0xc2 | 0xc3 => Value::Bool(head == 0xc3),
            0xc4..=0xc6 => {
                let n = self.length(1 << (head - 0xc4))?;
                Value::Bin(self.take(n)?)
            }
            0xca => Value::Float(f64::from(f32::from_bits(self.number(4)? as u32))),
            0xcb => Value::Float(f64::from_bits(self.number(8)?)),
            0xcc..=0xcf => Value::UInt(self.number(1 << (head - 0xcc))?),
            0xd0..=0xd3 => {
                let width = 1 << (head - 0xd0);
                let unused = 64 - 8 * width as u32;
                Value::Int((self.number(width)? << unused) as i64 >> unused)
            }
            0xd9..=0xdb => {
                let n = self.length(1 << (head - 0xd9))?;
                self.text(n)?
            }
            0xdc | 0xdd => {
                let n = self.length(2 << (head - 0xdc))?;
                self.array(n, depth)?
            }
            0xde | 0xdf => {
                let n = self.length(2 << (head - 0xde))?;
                self.map(n, depth)?
            }
            0xe0..=0xff => Value::Int(i64::from(head as i8)),
            _ => return Err(format!("unknown type {head:#x} at byte {}", self.at - 1)),
        })
    }
}
