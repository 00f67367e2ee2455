//! Reads a component's `model` file: the layers of a thinc network, in order, with their arrays and settings.

use crate::{
    error::Error,
    msgpack::{self, Value},
};

/// The layers of one network that have weights or settings of their own.
#[derive(Debug)]
pub(crate) struct Network<'a> {
    component: String,
    layers: Vec<Layer<'a>>,
}

/// One layer: its kind, its arrays, its settings.
#[derive(Debug)]
pub(crate) struct Layer<'a> {
    pub(crate) kind: &'a str,
    arrays: Vec<(&'a str, Array)>,
    settings: Vec<(&'a str, &'a [u8])>,
}

/// An array of weights in row-major order.
#[derive(Debug)]
pub(crate) struct Array {
    pub(crate) shape: Vec<usize>,
    pub(crate) data: Vec<f32>,
}

/// The layers with weights that this runtime knows how to run.
const KNOWN: [&str; 6] = ["hashembed", "maxout", "layernorm", "linear", "softmax", "precomputable_affine"];

impl<'a> Network<'a> {
    /// Reads the `model` file of a component.
    pub(crate) fn read(component: &str, bytes: &'a [u8]) -> Result<Network<'a>, Error> {
        let damaged = |reason: String| Error::Damaged { file: format!("{component}/model"), reason };
        let root = msgpack::read(bytes).map_err(damaged)?;
        let list =
            |key: &str| root.get(key).and_then(Value::items).ok_or_else(|| damaged(format!("it has no list of {key}")));
        let (nodes, params, attrs) = (list("nodes")?, list("params")?, list("attrs")?);
        let mut layers = Vec::new();
        for (i, node) in nodes.iter().enumerate() {
            let kind = node.get("name").and_then(Value::as_str).unwrap_or_default();
            let mut arrays = Vec::new();
            for (name, value) in params.get(i).and_then(Value::entries).unwrap_or_default() {
                if let (Some(name), false) = (name.as_str(), *value == Value::Nil) {
                    let array =
                        Array::read(value).ok_or_else(|| damaged(format!("{kind}: array {name} is malformed")))?;
                    arrays.push((name, array));
                }
            }
            if !arrays.is_empty() && !KNOWN.contains(&kind) {
                return Err(Error::Unsupported {
                    component: component.to_owned(),
                    reason: format!("its network has a layer '{kind}', which this runtime does not know"),
                });
            }
            let settings = attrs.get(i).and_then(Value::entries).unwrap_or_default();
            let settings =
                settings.iter().filter_map(|(name, value)| Some((name.as_str()?, value.as_bytes()?))).collect();
            layers.push(Layer { kind, arrays, settings });
        }
        Ok(Network { component: component.to_owned(), layers })
    }

    /// The layers of a kind, in order.
    pub(crate) fn of_kind(&self, kind: &str) -> impl Iterator<Item = &Layer<'a>> {
        self.layers.iter().filter(move |layer| layer.kind == kind)
    }

    /// The `n`th layer of a kind.
    pub(crate) fn layer(&self, kind: &str, n: usize) -> Result<&Layer<'a>, Error> {
        self.of_kind(kind).nth(n).ok_or_else(|| self.unsupported(format!("its network has too few layers '{kind}'")))
    }

    /// An error about this network.
    pub(crate) fn unsupported(&self, reason: String) -> Error {
        Error::Unsupported { component: self.component.clone(), reason }
    }
}

impl Layer<'_> {
    /// The array of that name, which must have `dims` dimensions.
    pub(crate) fn array(&self, name: &str, dims: usize, network: &Network<'_>) -> Result<&Array, Error> {
        let found = self.arrays.iter().find(|(n, array)| *n == name && array.shape.len() == dims);
        let kind = self.kind;
        found
            .map(|(_, array)| array)
            .ok_or_else(|| network.unsupported(format!("layer '{kind}' lacks its array {name} of {dims} dimensions")))
    }

    /// A setting that is a whole number.
    pub(crate) fn number(&self, name: &str) -> Option<u64> {
        self.setting(name)?.as_u64()
    }

    /// A setting, which is itself MessagePack.
    pub(crate) fn setting(&self, name: &str) -> Option<Value<'_>> {
        let (_, bytes) = self.settings.iter().find(|(n, _)| *n == name)?;
        msgpack::read(bytes).ok()
    }
}

impl Array {
    /// Reads an array of 32-bit floats as srsly stores those of numpy.
    fn read(value: &Value<'_>) -> Option<Array> {
        let data = value.get("data")?.as_bytes()?;
        let shape = value.get("shape")?.items()?.iter();
        let shape: Vec<usize> = shape.map(|n| usize::try_from(n.as_u64()?).ok()).collect::<Option<_>>()?;
        let (numbers, rest) = data.as_chunks::<4>();
        let length = shape.iter().try_fold(1, |product: usize, &n| product.checked_mul(n))?;
        if value.get("type")?.as_str()? != "<f4" || !rest.is_empty() || numbers.len() != length {
            return None;
        }
        Some(Array { shape, data: numbers.iter().map(|&bytes| f32::from_le_bytes(bytes)).collect() })
    }
}
