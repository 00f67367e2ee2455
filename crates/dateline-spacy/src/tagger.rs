//! Chooses one class for each token's vector: its tag, or whether a sentence begins there.

use crate::{
    dense::Dense,
    error::Error,
    labels::{Label, Labels},
    scorer::best,
    simd::{MulAdd, Width, Work},
    tok2vec::Tok2Vec,
    weights::Network,
};

/// The best of some labels for each token's vector.
#[derive(Debug)]
pub(crate) struct Tagger {
    dense: Dense,
    tags: Vec<Label>,
}

impl Tagger {
    /// Reads the network and the labels in `cfg`.
    pub(crate) fn read(network: &Network<'_>, cfg: &str, width: usize, labels: &mut Labels) -> Result<Tagger, Error> {
        let damaged = |reason: String| Error::Damaged { file: "tagger/cfg".to_owned(), reason };
        let cfg: serde_json::Value = serde_json::from_str(cfg).map_err(|e| damaged(e.to_string()))?;
        let names =
            cfg.get("labels").and_then(|labels| labels.as_array()).ok_or_else(|| damaged("no labels".to_owned()))?;
        let tags = names.iter().map(|name| labels.tags.add(name.as_str().unwrap_or_default())).collect();
        Tagger::choosing(tags, network, width)
    }

    /// Reads the network that chooses among these labels.
    fn choosing(tags: Vec<Label>, network: &Network<'_>, width: usize) -> Result<Tagger, Error> {
        let layer = network.layer("softmax", 0)?;
        let (weights, bias) = (layer.array("W", 2, network)?, layer.array("b", 1, network)?);
        if weights.shape != [tags.len(), width] || bias.data.len() != tags.len() {
            return Err(network.unsupported("the sizes of its layers do not fit each other".to_owned()));
        }
        let order: Vec<usize> = (0..tags.len()).collect();
        Ok(Tagger { dense: Dense::new(&weights.data, Some(&bias.data), width, &order), tags })
    }

    /// Writes the tag of each token with these vectors.
    pub(crate) fn tag(&self, simd: Width, vectors: &[f32], scores: &mut Vec<f32>, out: &mut Vec<Label>) {
        simd.run(Tag { tagger: self, vectors, scores });
        out.clear();
        let best = |scores: &[f32]| best(scores, 0..self.tags.len(), None).map_or(0, |(class, _)| self.tags[class]);
        out.extend(scores.chunks_exact(self.dense.width()).map(best));
    }
}

/// Tells where sentences begin, from vectors of its own.
#[derive(Debug)]
pub(crate) struct Senter {
    pub(crate) tok2vec: Tok2Vec,
    tagger: Tagger,
}

impl Senter {
    /// What [`Senter::find`] writes where a sentence begins.
    pub(crate) const START: Label = 1;

    /// Reads the network. Its two classes have no names in the files: inside a sentence, and at its start.
    pub(crate) fn read(network: &Network<'_>) -> Result<Senter, Error> {
        let tok2vec = Tok2Vec::read(network)?;
        let tagger = Tagger::choosing(vec![0, Senter::START], network, tok2vec.width())?;
        Ok(Senter { tok2vec, tagger })
    }

    /// Writes for each token with these vectors whether a sentence begins there.
    pub(crate) fn find(&self, simd: Width, vectors: &[f32], scores: &mut Vec<f32>, out: &mut Vec<Label>) {
        self.tagger.tag(simd, vectors, scores, out);
    }
}

struct Tag<'a> {
    tagger: &'a Tagger,
    vectors: &'a [f32],
    scores: &'a mut Vec<f32>,
}

impl Work for Tag<'_> {
    type Output = ();

    #[inline(always)]
    fn run<F: MulAdd>(self) {
        let dense = &self.tagger.dense;
        let count = self.vectors.len() / dense.inputs();
        self.scores.clear();
        self.scores.resize(count * dense.width(), 0.0);
        dense.apply::<F>(self.vectors, dense.inputs(), count, self.scores);
    }
}
