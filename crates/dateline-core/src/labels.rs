//! What a language engine labels words with: parts of speech, and the arcs of a sentence's tree.

use std::fmt;

macro_rules! labels {
    ($(#[$doc:meta])* $name:ident { $($variant:ident $label:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs, reason = "the labels by their own names")]
        pub enum $name {
            /// No label: the engine gave none.
            #[default]
            None,
            $($variant,)*
        }

        impl $name {
            /// All of them but for the one that stands for none.
            pub const ALL: &[$name] = &[$($name::$variant),*];

            /// As the engine writes it; empty for none.
            pub fn name(self) -> &'static str {
                match self {
                    $name::None => "",
                    $($name::$variant => $label,)*
                }
            }

            /// The one that an engine writes so; `None` if it is not known here.
            pub fn named(name: &str) -> Option<$name> {
                match name {
                    "" => Some($name::None),
                    $($label => Some($name::$variant),)*
                    _ => None,
                }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.name())
            }
        }
    };
}

labels! {
    /// The label of the arc from a word to its head, as the English pipelines of spaCy have them, with a few of Universal
    /// Dependencies.
    ///
    /// ```
    /// use dateline_core::Dep;
    /// assert_eq!(Dep::named("nsubj"), Some(Dep::Nsubj));
    /// assert!(Dep::ALL.iter().all(|dep| Dep::named(dep.name()) == Some(*dep)));
    /// assert_eq!(Dep::named("subject"), None);
    /// ```
    Dep {
        Root "ROOT",
        Acl "acl",
        Acomp "acomp",
        Advcl "advcl",
        Advmod "advmod",
        Agent "agent",
        Amod "amod",
        Appos "appos",
        Attr "attr",
        Aux "aux",
        Auxpass "auxpass",
        Case "case",
        Cc "cc",
        Ccomp "ccomp",
        Compound "compound",
        Conj "conj",
        Csubj "csubj",
        Csubjpass "csubjpass",
        Dative "dative",
        Dep "dep",
        Det "det",
        Dobj "dobj",
        Expl "expl",
        Flat "flat",
        Intj "intj",
        Mark "mark",
        Meta "meta",
        Neg "neg",
        Nmod "nmod",
        Npadvmod "npadvmod",
        Nsubj "nsubj",
        Nsubjpass "nsubjpass",
        Nummod "nummod",
        Obj "obj",
        Obl "obl",
        Oprd "oprd",
        Parataxis "parataxis",
        Pcomp "pcomp",
        Pobj "pobj",
        Poss "poss",
        Preconj "preconj",
        Predet "predet",
        Prep "prep",
        Prt "prt",
        Punct "punct",
        Quantmod "quantmod",
        Relcl "relcl",
        Tmod "tmod",
        Xcomp "xcomp",
    }
}

labels! {
    /// The coarse part of speech of a word, as Universal Dependencies has them, with spaCy's for white space.
    ///
    /// ```
    /// use dateline_core::Pos;
    /// assert_eq!(Pos::named("PROPN"), Some(Pos::Propn));
    /// assert_eq!(Pos::named("NNP"), None);
    /// ```
    Pos {
        Adj "ADJ",
        Adp "ADP",
        Adv "ADV",
        Aux "AUX",
        Cconj "CCONJ",
        Conj "CONJ",
        Det "DET",
        Intj "INTJ",
        Noun "NOUN",
        Num "NUM",
        Part "PART",
        Pron "PRON",
        Propn "PROPN",
        Punct "PUNCT",
        Sconj "SCONJ",
        Space "SPACE",
        Sym "SYM",
        Verb "VERB",
        Other "X",
    }
}
