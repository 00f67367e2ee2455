//! What holds for every model, on a small one with random weights.

#![allow(clippy::unwrap_used, reason = "in tests, to panic is to fail")]

mod common;

use std::sync::LazyLock;

use common::{File, TINY, VOCABULARY};
use dateline_encoder::{LoadError, Model, cosine, sigmoid};
use proptest::prelude::*;

static FILE: LazyLock<Vec<u8>> = LazyLock::new(|| File::random(TINY, VOCABULARY).bytes());
static MODEL: LazyLock<Model> = LazyLock::new(|| Model::load(&FILE).unwrap());

#[test]
fn a_sequence_is_a_text_between_special_pieces() {
    let model = &*MODEL;
    let sequence = model.sequence("The bridge fell.");
    let names: Vec<&str> = sequence.pieces().iter().map(|piece| model.tokenizer().piece(piece.id).unwrap()).collect();
    assert_eq!(names, ["[CLS]", "the", "bridge", "fell", ".", "[SEP]"]);
    assert_eq!(sequence.text(0), 1..5);
    assert_eq!(sequence.covering(0, 4..15), 2..4);
    assert_eq!(sequence.covering(0, 6..7), 2..3);
    assert!(sequence.covering(0, 3..4).is_empty());
    assert!(!sequence.is_cut());
}

#[test]
fn a_pair_that_is_too_long_loses_the_end_of_its_longer_text() {
    let model = &*MODEL;
    assert_eq!(model.limit(), 24);
    let pair = model.pair(&"the bridge ".repeat(20), "it fell");
    assert!(pair.is_cut());
    assert_eq!((pair.len(), pair.text(0).len(), pair.text(1).len()), (24, 19, 2));
    assert!(pair.covering(0, 200..206).is_empty());
    assert_eq!(model.states(&pair).len(), 24);
}

#[test]
fn layers_run_apart_give_what_they_give_in_one_go() {
    let model = &*MODEL;
    let sequence = model.sequence("The bridge fell at dawn.");
    let none = model.sequence("");
    assert_eq!(none.len(), 2);
    let whole = model.states(&sequence);
    assert_eq!((whole.len(), whole.layers(), whole.row(0).len()), (8, 3, 20));
    assert_eq!(model.lower(&sequence, 3), whole);
    assert_ne!(model.lower(&sequence, 2).row(0), whole.row(0));
    assert_ne!(model.lower(&sequence, 0).row(0), model.lower(&sequence, 1).row(0));
}

#[test]
fn two_texts_are_joined_in_order() {
    let model = &*MODEL;
    let lower = |text: &str| model.lower(&model.sequence(text), 1);
    let (a, b) = (lower("the bridge fell"), lower("it is falling at dawn"));
    let joined = model.join(&a, &b, 3);
    assert_eq!((joined.len(), joined.layers()), (a.len() + b.len(), 3));
    assert_ne!(joined.row(0), model.join(&b, &a, 3).row(0), "the sides are told apart");
    // Without the vectors of the sides, only the order of the rows is another.
    let mut file = File::random(TINY, VOCABULARY);
    file.tensors.remove("sides");
    let plain = Model::load(&file.bytes()).unwrap();
    let (one, other) = (plain.join(&a, &b, 3), plain.join(&b, &a, 3));
    assert!(cosine(one.row(0), other.row(b.len())) > 0.999);
}

#[test]
fn a_segment_changes_the_states() {
    let model = &*MODEL;
    let mut sequence = model.sequence("the bridge fell, it is falling");
    let before = model.states(&sequence);
    sequence.set_segment(sequence.covering(0, 17..30), 1);
    assert_ne!(model.states(&sequence), before);
}

#[test]
fn a_head_scores_a_state() {
    let model = &*MODEL;
    let states = model.states(&model.pair("the bridge fell", "it fell"));
    let head = model.head("same").unwrap();
    assert_eq!(head.inputs(), 20);
    let scores = head.scores(states.row(0));
    assert_eq!(scores.len(), 1);
    assert!((0.0..=1.0).contains(&sigmoid(scores[0])));
    assert!(model.head("other").is_none());
    assert_eq!(states.mean(0..0), vec![0.0; 20]);
    assert!((cosine(&states.mean(1..2), states.row(1)) - 1.0).abs() < 1e-6);
}

/// The bits of some states, as recorded: they must be the same on every machine.
#[test]
fn states_have_the_recorded_bits() {
    let model = &*MODEL;
    let states = model.states(&model.pair("the bridge fell at dawn.", "a river is falling, it is"));
    let mut sum = 0u32;
    for x in states.rows().flatten() {
        assert!(x.is_finite());
        sum = sum.rotate_left(5) ^ x.to_bits();
    }
    assert_eq!(sum, 0xda40_b0a2, "{sum:#x}");
}

proptest! {
    #[test]
    fn any_text_gives_finite_states(a in any::<String>(), b in "[a-z., ]{0,200}") {
        let model = &*MODEL;
        let states = model.states(&model.pair(&a, &b));
        prop_assert!(states.rows().flatten().all(|x| x.is_finite()));
        prop_assert!(states.len() <= model.limit());
    }

    #[test]
    fn a_file_that_is_cut_short_or_changed_is_refused_or_runs(
        cut in any::<prop::sample::Index>(),
        byte in any::<u8>(),
        shorten in any::<bool>(),
    ) {
        let mut bytes = FILE.clone();
        let at = cut.index(bytes.len());
        if shorten {
            bytes.truncate(at);
            prop_assert!(Model::load(&bytes).is_err());
        } else {
            bytes[at] = byte;
            if let Ok(model) = Model::load(&bytes) {
                let _ = model.states(&model.pair("the bridge fell", "it is falling at dawn"));
            }
        }
    }
}

type Change<'a> = &'a dyn Fn(&mut File);

#[test]
fn a_fault_is_named_with_its_remedy() {
    let fault = |change: Change<'_>| -> String {
        let mut file = File::random(TINY, VOCABULARY);
        change(&mut file);
        Model::load(&file.bytes()).unwrap_err().to_string()
    };
    let cases: [(Change<'_>, &str); 6] = [
        (&|f| drop(f.head.remove("hidden")), "the head of the weights: hidden: is missing"),
        (
            &|f| drop(f.head.insert("kind".into(), "gpt".into())),
            "the head of the weights: kind: 'gpt' is not known here, only 'bert'",
        ),
        (
            &|f| drop(f.head.insert("layers".into(), "4".into())),
            "the weights lack the tensor layers.3.attention.weight; export the model again",
        ),
        (
            &|f| drop(f.head.insert("feed_forward".into(), "48".into())),
            "the tensor layers.0.up.weight is [50, 20], not [48, 20]; export the model again",
        ),
        (
            &|f| f.tensors.get_mut("layers.0.up.weight").unwrap().2[7] = 128,
            "the tensor layers.0.up.weight is one with -128 in it, not from -127 to 127; export the model again",
        ),
        (
            &|f| drop(f.head.insert("head.same".into(), "sine".into())),
            "the head of the weights: head.same: 'sine' is none of tanh, relu, gelu",
        ),
    ];
    for (change, expected) in cases {
        assert_eq!(fault(change), expected);
    }
    assert!(matches!(Model::load(b"not a file of weights"), Err(LoadError::Damaged { .. })));
}
