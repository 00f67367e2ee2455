//! The finder of names: for each token whether it begins a name, goes on with it, ends it, is one alone, or is in none,
//! greedily the best valid move at each.

use std::ops::Range;

use crate::{
    error::Error,
    labels::{Label, Table},
    moves,
    scorer::{Precomputed, Scorer, best},
    simd::{MulAdd, Width, Work},
    weights::Network,
};

/// How many tokens a state looks at.
const PLACES: usize = 3;

/// The finder of names.
#[derive(Debug)]
pub(crate) struct Biluo {
    scorer: Scorer,
    /// The classes of each kind of move: begin, inside, last, unit, outside.
    kinds: [Range<usize>; 5],
    labels: Vec<Label>,
}

const BEGIN: usize = 0;
const INSIDE: usize = 1;
const LAST: usize = 2;
const UNIT: usize = 3;
const OUTSIDE: usize = 4;

/// A token as the finder of names sees it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place {
    pub(crate) is_space: bool,
    /// Whether the next token begins a sentence.
    pub(crate) ends_sentence: bool,
    /// Whether it is the document's last.
    pub(crate) ends_document: bool,
}

/// A name: its tokens and its type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Name {
    pub(crate) tokens: Range<usize>,
    pub(crate) label: Label,
}

impl Biluo {
    pub(crate) fn read(
        network: &Network<'_>,
        moves_file: &[u8],
        width: usize,
        entities: &mut Table,
    ) -> Result<Biluo, Error> {
        let scorer = Scorer::read(network, width, PLACES)?;
        let mut kinds = [0..0, 0..0, 0..0, 0..0, 0..0];
        let mut labels = Vec::new();
        for (kind, names) in moves::read("ner", moves_file)? {
            // Kind 0 marks what is not known, and is never made a class.
            let Some(kind) = usize::from(kind).checked_sub(1) else { continue };
            let from = labels.len();
            // A unit of no type is a class for texts with marked gaps alone: it comes last and is never valid here.
            labels
                .extend(names.iter().filter(|name| kind != OUTSIDE || name.is_empty()).map(|name| entities.add(name)));
            let unnamed = usize::from(kind == UNIT && names.last().is_some_and(String::is_empty));
            let place = kinds.get_mut(kind);
            *place.ok_or_else(|| network.unsupported(format!("it has a move {}, which is unknown", kind + 1)))? =
                from..labels.len() - unnamed;
        }
        if labels.len() != scorer.classes() {
            return Err(network.unsupported(format!("{} moves, {} scores", labels.len(), scorer.classes())));
        }
        Ok(Biluo { scorer, kinds, labels })
    }

    /// Finds the names among tokens with these vectors. The first of them begins a sentence.
    pub(crate) fn find(
        &self,
        simd: Width,
        places: &[Place],
        vectors: &[f32],
        precomputed: &mut Precomputed,
        names: &mut Vec<Name>,
    ) {
        self.scorer.precompute(simd, vectors, precomputed);
        names.clear();
        simd.run(Find { finder: self, places, precomputed, names });
    }

    /// The class of the move with a label among those of a kind.
    fn class(&self, kind: usize, label: Label) -> Option<usize> {
        self.kinds[kind].clone().find(|&class| self.labels[class] == label)
    }
}

struct Find<'a> {
    finder: &'a Biluo,
    places: &'a [Place],
    precomputed: &'a mut Precomputed,
    names: &'a mut Vec<Name>,
}

impl Work for Find<'_> {
    type Output = ();

    #[inline(always)]
    fn run<F: MulAdd>(self) {
        let Find { finder, places, precomputed, names } = self;
        let kinds = &finder.kinds;
        let mut open: Option<(usize, Label)> = None;
        for (i, place) in places.iter().enumerate() {
            let bounded = place.ends_sentence || place.ends_document;
            if let Some((start, label)) = open {
                let goes_on = !bounded && {
                    let scores =
                        finder.scorer.score::<F, PLACES>([Some(i), Some(start), i.checked_sub(1)], precomputed);
                    match (finder.class(INSIDE, label), finder.class(LAST, label)) {
                        (Some(inside), Some(last)) => scores[inside] >= scores[last],
                        _ => false,
                    }
                };
                if !goes_on {
                    names.push(Name { tokens: start..i + 1, label });
                    open = None;
                }
                continue;
            }
            let scores = finder.scorer.score::<F, PLACES>([Some(i), None, None], precomputed);
            let mut chosen = None;
            if !bounded && !place.is_space {
                chosen = best(scores, kinds[BEGIN].clone(), chosen);
            }
            if !place.is_space {
                chosen = best(scores, kinds[UNIT].clone(), chosen);
            }
            chosen = best(scores, kinds[OUTSIDE].clone(), chosen);
            let Some((class, _)) = chosen else { continue };
            if kinds[BEGIN].contains(&class) {
                open = Some((i, finder.labels[class]));
            } else if kinds[UNIT].contains(&class) {
                names.push(Name { tokens: i..i + 1, label: finder.labels[class] });
            }
        }
    }
}
