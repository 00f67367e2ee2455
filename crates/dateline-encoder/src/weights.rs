//! Reads a file of weights: a head that says what they are, then tensors by name. The format is safetensors.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::error::LoadError;

/// A file of weights, read but not yet understood: its head and its tensors.
///
/// Any model can be kept so, not only an encoder.
#[derive(Debug)]
pub struct Weights<'a> {
    head: BTreeMap<String, String>,
    tensors: BTreeMap<String, Tensor<'a>>,
}

/// An array of numbers in row-major order, with its name.
#[derive(Debug)]
pub struct Tensor<'a> {
    name: String,
    kind: String,
    shape: Vec<usize>,
    bytes: &'a [u8],
}

/// How safetensors tells of a tensor.
#[derive(Deserialize)]
struct Entry {
    dtype: String,
    shape: Vec<usize>,
    data_offsets: [usize; 2],
}

impl<'a> Weights<'a> {
    /// Reads the bytes of a file.
    ///
    /// # Errors
    /// If they are no safetensors, are cut short, or hold a tensor that goes beyond them.
    pub fn read(bytes: &'a [u8]) -> Result<Weights<'a>, LoadError> {
        let damaged = |reason: &str| LoadError::Damaged { reason: reason.to_owned() };
        let (length, rest) = bytes.split_first_chunk::<8>().ok_or_else(|| damaged("there are less than 8 bytes"))?;
        let length = usize::try_from(u64::from_le_bytes(*length)).unwrap_or(usize::MAX);
        let (head, data) = rest.split_at_checked(length).ok_or_else(|| damaged("the head goes beyond the end"))?;
        let entries: BTreeMap<String, serde_json::Value> =
            serde_json::from_slice(head).map_err(|e| damaged(&format!("the head is no JSON object ({e})")))?;
        let (mut head, mut tensors) = (BTreeMap::new(), BTreeMap::new());
        for (name, entry) in entries {
            if name == "__metadata__" {
                head = serde_json::from_value(entry).map_err(|_| damaged("the head holds more than strings"))?;
                continue;
            }
            let wrong = || damaged(&format!("the tensor {name} is not described as it should be"));
            let Entry { dtype, shape, data_offsets: [from, to] } =
                serde_json::from_value(entry).map_err(|_| wrong())?;
            let size = match dtype.as_str() {
                "I8" | "U8" => 1,
                "F32" => 4,
                _ => return Err(wrong()),
            };
            let length = shape.iter().try_fold(size, |product: usize, &n| product.checked_mul(n));
            let bytes = data.get(from..to).filter(|bytes| Some(bytes.len()) == length).ok_or_else(wrong)?;
            tensors.insert(name.clone(), Tensor { name, kind: dtype, shape, bytes });
        }
        Ok(Weights { head, tensors })
    }

    /// All that the head says.
    #[must_use]
    pub fn head(&self) -> &BTreeMap<String, String> {
        &self.head
    }

    /// What the head says under a name.
    ///
    /// # Errors
    /// If it says nothing.
    pub fn setting(&self, name: &str) -> Result<&str, LoadError> {
        let missing = || LoadError::Setting { name: name.to_owned(), reason: "is missing".to_owned() };
        self.head.get(name).map(String::as_str).ok_or_else(missing)
    }

    /// A number in the head.
    ///
    /// # Errors
    /// If it is missing or is no such number.
    pub fn number<T: std::str::FromStr>(&self, name: &str) -> Result<T, LoadError> {
        let text = self.setting(name)?;
        text.parse().map_err(|_| LoadError::Setting {
            name: name.to_owned(),
            reason: format!("'{text}' is no number as is expected here"),
        })
    }

    /// Whether there is a tensor of that name.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.tensors.contains_key(name)
    }

    /// The names of all tensors, sorted.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.tensors.keys().map(String::as_str)
    }

    /// The tensor of that name.
    ///
    /// # Errors
    /// If there is none.
    pub fn tensor(&self, name: &str) -> Result<&Tensor<'a>, LoadError> {
        self.tensors.get(name).ok_or_else(|| LoadError::MissingTensor { name: name.to_owned() })
    }

    /// The 32-bit floating-point numbers of the tensor of that name and shape.
    ///
    /// # Errors
    /// If there is none, it has another shape or kind, or a number in it is infinite or none at all.
    pub fn floats(&self, name: &str, shape: &[usize]) -> Result<Vec<f32>, LoadError> {
        self.tensor(name)?.with_shape(shape)?.floats()
    }

    /// The 8-bit integers of the tensor of that name and shape.
    ///
    /// # Errors
    /// If there is none, it has another shape or kind, or a number in it is -128, which has no opposite.
    pub fn integers(&self, name: &str, shape: &[usize]) -> Result<Vec<i8>, LoadError> {
        let tensor = self.tensor(name)?.with_shape(shape)?.with_kind("I8")?;
        let numbers: Vec<i8> = tensor.bytes.iter().map(|&byte| byte.cast_signed()).collect();
        if numbers.contains(&i8::MIN) {
            return Err(tensor.wrong("one with -128 in it", "from -127 to 127"));
        }
        Ok(numbers)
    }

    /// The bytes of the tensor of that name.
    ///
    /// # Errors
    /// If there is none or it is of another kind.
    pub fn bytes(&self, name: &str) -> Result<&'a [u8], LoadError> {
        Ok(self.tensor(name)?.with_kind("U8")?.bytes)
    }
}

impl Tensor<'_> {
    /// How many numbers it has along each of its dimensions.
    #[must_use]
    pub fn shape(&self) -> &[usize] {
        &self.shape
    }

    /// Its numbers.
    ///
    /// # Errors
    /// If they are not 32-bit floating-point numbers, all finite.
    pub fn floats(&self) -> Result<Vec<f32>, LoadError> {
        let (numbers, _) = self.with_kind("F32")?.bytes.as_chunks::<4>();
        let numbers: Vec<f32> = numbers.iter().map(|&bytes| f32::from_le_bytes(bytes)).collect();
        if numbers.iter().any(|x| !x.is_finite()) {
            return Err(self.wrong("one with an infinite number", "finite"));
        }
        Ok(numbers)
    }

    fn with_shape(&self, shape: &[usize]) -> Result<&Self, LoadError> {
        if self.shape == shape { Ok(self) } else { Err(self.wrong_shape(&format!("{shape:?}"))) }
    }

    fn with_kind(&self, kind: &str) -> Result<&Self, LoadError> {
        if self.kind == kind { Ok(self) } else { Err(self.wrong(&self.kind, kind)) }
    }

    pub(crate) fn wrong_shape(&self, expected: &str) -> LoadError {
        self.wrong(&format!("{:?}", self.shape), expected)
    }

    fn wrong(&self, found: &str, expected: &str) -> LoadError {
        LoadError::WrongTensor { name: self.name.clone(), found: found.to_owned(), expected: expected.to_owned() }
    }
}
