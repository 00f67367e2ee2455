//! Makes models of any size with random weights, as files.

#![allow(dead_code, reason = "not every test uses all of it")]

use std::collections::BTreeMap;

/// The sizes of a model.
#[derive(Clone, Copy)]
pub(crate) struct Sizes {
    pub(crate) hidden: usize,
    pub(crate) heads: usize,
    pub(crate) feed_forward: usize,
    pub(crate) layers: usize,
    pub(crate) positions: usize,
}

/// Small enough to run in no time; none of the sizes fills a vector.
pub(crate) const TINY: Sizes = Sizes { hidden: 20, heads: 2, feed_forward: 50, layers: 3, positions: 24 };

/// The pieces of the tiny models.
pub(crate) const VOCABULARY: &str = "[PAD]\n[UNK]\n[CLS]\n[SEP]\nthe\nbridge\nfell\nfall\n##ing\n##s\n##e\nb\nr\n##r\n.\n,\nat\ndawn\nit\nriver\na\nis\n中\ncafe\n##d\ncaf\n";

/// A file of weights that is put together tensor by tensor.
#[derive(Clone, Default)]
pub(crate) struct File {
    pub(crate) head: BTreeMap<String, String>,
    pub(crate) tensors: BTreeMap<String, (&'static str, Vec<usize>, Vec<u8>)>,
}

impl File {
    /// The file of a model with random weights, the same for the same sizes, and a head `same` with one score.
    pub(crate) fn random(sizes: Sizes, vocabulary: &str) -> File {
        let Sizes { hidden, heads, feed_forward, layers, positions } = sizes;
        let mut file = File::default();
        for (name, value) in [
            ("kind", "bert"),
            ("format", "1"),
            ("norm_epsilon", "1e-12"),
            ("head.same", "tanh"),
            ("licence", "MIT OR Apache-2.0"),
        ] {
            file.head.insert(name.into(), value.into());
        }
        for (name, value) in [
            ("hidden", hidden),
            ("heads", heads),
            ("feed_forward", feed_forward),
            ("layers", layers),
            ("positions", positions),
        ] {
            file.head.insert(name.into(), value.to_string());
        }
        let mut random = Random(1);
        let count = vocabulary.trim_end_matches('\n').split('\n').count();
        file.tensors.insert("vocabulary".into(), ("U8", vec![vocabulary.len()], vocabulary.as_bytes().to_vec()));
        file.table("embeddings.words", count, hidden, &mut random);
        file.table("embeddings.positions", positions, hidden, &mut random);
        file.floats("embeddings.segments", vec![2, hidden], 0.0, 0.3, &mut random);
        file.floats("sides", vec![2, hidden], 0.0, 0.3, &mut random);
        file.norm("embeddings.norm", hidden, &mut random);
        for n in 0..layers {
            file.dense(&format!("layers.{n}.attention"), 3 * hidden, hidden, &mut random);
            file.dense(&format!("layers.{n}.attended"), hidden, hidden, &mut random);
            file.norm(&format!("layers.{n}.attended_norm"), hidden, &mut random);
            file.dense(&format!("layers.{n}.up"), feed_forward, hidden, &mut random);
            file.dense(&format!("layers.{n}.down"), hidden, feed_forward, &mut random);
            file.norm(&format!("layers.{n}.norm"), hidden, &mut random);
        }
        file.floats("heads.same.0.weight", vec![7, hidden], 0.0, 0.3, &mut random);
        file.floats("heads.same.0.bias", vec![7], 0.0, 0.3, &mut random);
        file.floats("heads.same.1.weight", vec![1, 7], 0.0, 0.3, &mut random);
        file.floats("heads.same.1.bias", vec![1], 0.0, 0.3, &mut random);
        file
    }

    /// Its bytes, as safetensors.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let mut entries = serde_json::Map::new();
        entries.insert("__metadata__".into(), serde_json::json!(self.head));
        let mut data = Vec::new();
        for (name, (kind, shape, bytes)) in &self.tensors {
            let from = data.len();
            data.extend(bytes);
            let entry = serde_json::json!({"dtype": kind, "shape": shape, "data_offsets": [from, data.len()]});
            entries.insert(name.clone(), entry);
        }
        let head = serde_json::to_vec(&entries).unwrap();
        [&(head.len() as u64).to_le_bytes()[..], &head, &data].concat()
    }

    fn table(&mut self, name: &str, rows: usize, columns: usize, random: &mut Random) {
        let numbers = (0..rows * columns).map(|_| (random.next() * 127.0) as i8 as u8).collect();
        self.tensors.insert(format!("{name}.weight"), ("I8", vec![rows, columns], numbers));
        self.floats(&format!("{name}.scale"), vec![rows], 0.012, 0.004, random);
    }

    fn dense(&mut self, name: &str, outputs: usize, inputs: usize, random: &mut Random) {
        self.table(name, outputs, inputs, random);
        self.floats(&format!("{name}.bias"), vec![outputs], 0.0, 0.1, random);
        self.floats(&format!("{name}.channels"), vec![inputs], 1.0, 0.5, random);
        let scale = 1.0 / (inputs as f32).sqrt();
        let scales = &mut self.tensors.get_mut(&format!("{name}.scale")).unwrap().2;
        *scales = scales
            .as_chunks::<4>()
            .0
            .iter()
            .flat_map(|&bytes| (f32::from_le_bytes(bytes) * scale).to_le_bytes())
            .collect();
    }

    fn norm(&mut self, name: &str, width: usize, random: &mut Random) {
        self.floats(&format!("{name}.weight"), vec![width], 1.0, 0.2, random);
        self.floats(&format!("{name}.bias"), vec![width], 0.0, 0.1, random);
    }

    fn floats(&mut self, name: &str, shape: Vec<usize>, middle: f32, spread: f32, random: &mut Random) {
        let count: usize = shape.iter().product();
        let bytes = (0..count).flat_map(|_| (middle + spread * random.next()).to_le_bytes()).collect();
        self.tensors.insert(name.into(), ("F32", shape, bytes));
    }
}

/// Numbers from -1 to 1.
struct Random(u64);

impl Random {
    fn next(&mut self) -> f32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 40) as f32 / 8_388_608.0 - 1.0
    }
}
