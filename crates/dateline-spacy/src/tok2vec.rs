//! Turns tokens into vectors: hashed features, mixed, then layers that each look at the tokens beside.

use crate::{
    dense::Dense,
    error::Error,
    hash::row_keys,
    lexicon::{Attr, Features},
    msgpack::Value,
    simd::{MulAdd, Width, Work},
    weights::{Layer, Network},
};

/// Numbers summed side by side, in every sum over a vector: what makes such a sum the same at every width.
pub(crate) const LANES: usize = 16;
/// Rows that go through a layer together, so that what lies between its steps stays near the processor.
const BLOCK: usize = 32;

/// A `MultiHashEmbed` and a `MaxoutWindowEncoder`.
#[derive(Debug)]
pub(crate) struct Tok2Vec {
    tables: Vec<Table>,
    mixer: Maxout,
    layers: Vec<Maxout>,
    /// How many tokens on each side a layer looks at.
    reach: usize,
    width: usize,
}

/// An embedding table for one feature.
#[derive(Debug)]
struct Table {
    attr: Attr,
    rows: Vec<f32>,
    seed: u32,
}

/// A maxout layer with its normalisation.
#[derive(Debug)]
struct Maxout {
    dense: Dense,
    pieces: usize,
    gain: Vec<f32>,
    shift: Vec<f32>,
}

/// The embeddings of forms, before the layers that look at neighbours: they depend on nothing else.
#[derive(Debug, Default)]
pub(crate) struct Embedded {
    rows: Vec<f32>,
    known: Vec<bool>,
    missing: Vec<Item>,
}

/// Room for one call after another.
#[derive(Debug, Default)]
pub(crate) struct Room {
    here: Vec<f32>,
    next: Vec<f32>,
    sums: Vec<f32>,
}

/// A token to embed: its form, and whether a space follows.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Item {
    pub(crate) form: u32,
    pub(crate) space_after: bool,
}

impl Tok2Vec {
    pub(crate) fn read(network: &Network<'_>) -> Result<Tok2Vec, Error> {
        let columns = network.layer("extract_features", 0)?.setting("columns");
        let columns = columns.as_ref().and_then(Value::items).unwrap_or_default();
        let mut tables = Vec::new();
        let mut width = 0;
        for layer in network.of_kind("hashembed") {
            let column = layer.number("column").and_then(|column| columns.get(usize::try_from(column).ok()?)?.as_str());
            let attr = column.and_then(Attr::named).ok_or_else(|| {
                network.unsupported(format!("it embeds the feature {}", column.unwrap_or("(unnamed)")))
            })?;
            let array = layer.array("E", 2, network)?;
            let seed = layer.number("seed").and_then(|seed| u32::try_from(seed).ok()).unwrap_or(0);
            width = array.shape[1];
            tables.push(Table { attr, rows: array.data.clone(), seed });
        }
        let mut layers = Vec::new();
        for n in 0..network.of_kind("maxout").count() {
            layers.push(Maxout::read(network.layer("maxout", n)?, network.layer("layernorm", n)?, network)?);
        }
        if tables.is_empty() || layers.is_empty() || tables.iter().any(|table| table.rows.len() % width != 0) {
            return Err(network.unsupported("its network is no MultiHashEmbed with a MaxoutWindowEncoder".to_owned()));
        }
        let mixer = layers.remove(0);
        let reach = network.of_kind("expand_window").next().and_then(|layer| layer.number("window_size")).unwrap_or(1);
        let reach = usize::try_from(reach).unwrap_or(1);
        let window = (2 * reach + 1) * width;
        let fits = |layer: &Maxout, inputs: usize| layer.gain.len() == width && layer.dense.inputs() == inputs;
        if !fits(&mixer, tables.len() * width) || !layers.iter().all(|layer| fits(layer, window)) {
            return Err(network.unsupported("the sizes of its layers do not fit each other".to_owned()));
        }
        if width % LANES != 0 {
            return Err(network.unsupported(format!("its vectors have {width} numbers, no multiple of {LANES}")));
        }
        Ok(Tok2Vec { tables, mixer, layers, reach, width })
    }

    /// How many numbers a token's vector has.
    pub(crate) fn width(&self) -> usize {
        self.width
    }

    /// How many tokens on each side a token's vector depends on.
    pub(crate) fn margin(&self) -> usize {
        self.layers.len() * self.reach
    }

    /// Writes the vectors of `items[before..items.len() - after]` to `out`. The items before and after these are their
    /// neighbours, as many as there are up to the [margin](Self::margin); where the text ends, zeros stand for them.
    #[expect(clippy::too_many_arguments, reason = "one call, with its room and its memory")]
    pub(crate) fn encode(
        &self,
        simd: Width,
        features: &[Features],
        items: &[Item],
        before: usize,
        after: usize,
        embedded: &mut Embedded,
        room: &mut Room,
        out: &mut Vec<f32>,
    ) {
        self.embed(simd, features, items, embedded, room);
        let width = self.width;
        let margin = self.margin();
        let count = items.len() - before - after;
        let rows = margin + count + margin;
        room.here.clear();
        room.here.resize(rows * width, 0.0);
        room.next.clear();
        room.next.resize(rows * width, 0.0);
        let first = margin - before;
        for (row, item) in room.here[first * width..].chunks_exact_mut(width).zip(items) {
            row.copy_from_slice(&embedded.rows[item.slot() * width..][..width]);
        }
        simd.run(Layers { tok2vec: self, room, rows });
        out.clear();
        out.extend_from_slice(&room.here[margin * width..][..count * width]);
    }

    /// Embeds the forms among `items` that were not met before.
    fn embed(&self, simd: Width, features: &[Features], items: &[Item], embedded: &mut Embedded, room: &mut Room) {
        let width = self.width;
        embedded.known.resize((2 * features.len()).max(embedded.known.len()), false);
        embedded.rows.resize((embedded.known.len()) * width, 0.0);
        embedded.missing.clear();
        for &item in items {
            if !std::mem::replace(&mut embedded.known[item.slot()], true) {
                embedded.missing.push(item);
            }
        }
        for block in embedded.missing.chunks(BLOCK) {
            room.here.clear();
            room.here.resize(block.len() * self.tables.len() * width, 0.0);
            room.next.clear();
            room.next.resize(block.len() * width, 0.0);
            for (i, item) in block.iter().enumerate() {
                for (t, table) in self.tables.iter().enumerate() {
                    let id = features[item.form as usize].id(table.attr, item.space_after);
                    table.add_rows(id, &mut room.here[(i * self.tables.len() + t) * width..][..width]);
                }
            }
            simd.run(Mix { tok2vec: self, room, rows: block.len() });
            for (row, item) in room.next.chunks_exact(width).zip(block) {
                embedded.rows[item.slot() * width..][..width].copy_from_slice(row);
            }
        }
    }
}

impl Item {
    /// Where the embeddings of a form with and without a space after it lie.
    fn slot(self) -> usize {
        2 * self.form as usize + usize::from(self.space_after)
    }
}

impl Embedded {
    /// Forgets all, as when the forms get new numbers.
    pub(crate) fn clear(&mut self) {
        self.rows.clear();
        self.known.clear();
    }
}

impl Table {
    /// Adds the four rows of an id to `out`.
    fn add_rows(&self, id: u64, out: &mut [f32]) {
        let count = (self.rows.len() / out.len()) as u32;
        for key in row_keys(id, self.seed) {
            let row = &self.rows[(key % count) as usize * out.len()..][..out.len()];
            out.iter_mut().zip(row).for_each(|(sum, x)| *sum += x);
        }
    }
}

impl Maxout {
    fn read(maxout: &Layer<'_>, norm: &Layer<'_>, network: &Network<'_>) -> Result<Maxout, Error> {
        let (weights, bias) = (maxout.array("W", 3, network)?, maxout.array("b", 2, network)?);
        let (outputs, pieces, inputs) = (weights.shape[0], weights.shape[1], weights.shape[2]);
        // All first pieces, then all second ones: the greatest is then found side by side.
        let order: Vec<usize> = (0..pieces).flat_map(|p| (0..outputs).map(move |o| o * pieces + p)).collect();
        let (gain, shift) = (norm.array("G", 1, network)?, norm.array("b", 1, network)?);
        if bias.data.len() != order.len() || gain.data.len() != outputs || shift.data.len() != outputs {
            return Err(network.unsupported("the sizes of its layers do not fit each other".to_owned()));
        }
        Ok(Maxout {
            dense: Dense::new(&weights.data, Some(&bias.data), inputs, &order),
            pieces,
            gain: gain.data.clone(),
            shift: shift.data.clone(),
        })
    }

    /// Takes the greatest of the pieces in `sums`, and normalises what comes out.
    #[inline(always)]
    fn activate<F: MulAdd>(&self, sums: &[f32], out: &mut [f32]) {
        let width = out.len();
        out.copy_from_slice(&sums[..width]);
        for piece in 1..self.pieces {
            for (y, &x) in out.iter_mut().zip(&sums[piece * width..][..width]) {
                *y = if x > *y { x } else { *y };
            }
        }
        let count = width as f32;
        let mut sum = [0.0; LANES];
        for lanes in out.as_chunks::<LANES>().0 {
            sum.iter_mut().zip(lanes).for_each(|(sum, x)| *sum += x);
        }
        let mean = total(sum) / count;
        let mut sum = [0.0; LANES];
        for lanes in out.as_chunks::<LANES>().0 {
            sum.iter_mut().zip(lanes).for_each(|(sum, x)| *sum = F::mul_add(x - mean, x - mean, *sum));
        }
        let scale = 1.0 / (total(sum) / count + 1e-8).sqrt();
        for ((y, gain), shift) in out.iter_mut().zip(&self.gain).zip(&self.shift) {
            *y = F::mul_add((*y - mean) * scale, *gain, *shift);
        }
    }
}

/// The sum of the lanes, always in one order.
#[inline(always)]
fn total(lanes: [f32; LANES]) -> f32 {
    let mut lanes = lanes;
    let mut half = LANES / 2;
    while half > 0 {
        for i in 0..half {
            lanes[i] += lanes[i + half];
        }
        half /= 2;
    }
    lanes[0]
}

/// Mixes the concatenated embeddings in `room.here` into `room.next`.
struct Mix<'a> {
    tok2vec: &'a Tok2Vec,
    room: &'a mut Room,
    rows: usize,
}

impl Work for Mix<'_> {
    type Output = ();

    #[inline(always)]
    fn run<F: MulAdd>(self) {
        let mixer = &self.tok2vec.mixer;
        let (sums, inputs) = (&mut self.room.sums, mixer.dense.inputs());
        sums.resize(self.rows * mixer.dense.width(), 0.0);
        mixer.dense.apply::<F>(&self.room.here, inputs, self.rows, sums);
        let out = self.room.next.chunks_exact_mut(self.tok2vec.width);
        for (sums, out) in sums.chunks_exact(mixer.dense.width()).zip(out) {
            mixer.activate::<F>(sums, out);
        }
    }
}

/// Takes `room.here` through the layers, each of which needs one neighbour less than the one before.
struct Layers<'a> {
    tok2vec: &'a Tok2Vec,
    room: &'a mut Room,
    rows: usize,
}

impl Work for Layers<'_> {
    type Output = ();

    #[inline(always)]
    fn run<F: MulAdd>(self) {
        let Tok2Vec { layers, reach, width, .. } = self.tok2vec;
        let Room { here, next, sums } = self.room;
        for (n, layer) in layers.iter().enumerate() {
            let step = layer.dense.width();
            sums.resize(BLOCK * step, 0.0);
            let (mut row, end) = ((n + 1) * reach, self.rows - (n + 1) * reach);
            while row < end {
                let count = BLOCK.min(end - row);
                layer.dense.apply::<F>(&here[(row - reach) * width..], *width, count, sums);
                for i in 0..count {
                    let at = (row + i) * width;
                    let out = &mut next[at..at + width];
                    layer.activate::<F>(&sums[i * step..][..step], out);
                    out.iter_mut().zip(&here[at..at + width]).for_each(|(y, x)| *y += x);
                }
                row += count;
            }
            std::mem::swap(here, next);
        }
    }
}
