//! The label tables of a pipeline: small numbers for tags, parts of speech, relations, morphology and entity types.

use crate::tree::LIFTED;
use std::collections::HashMap;

/// The number of a label in its table of [`Labels`]. 0 is the empty label everywhere.
pub type Label = u16;

/// One table of labels.
#[derive(Debug, Clone)]
pub(crate) struct Table {
    names: Vec<Box<str>>,
    ids: HashMap<Box<str>, Label>,
}

impl Default for Table {
    fn default() -> Self {
        let mut table = Table { names: Vec::new(), ids: HashMap::new() };
        table.add("");
        table
    }
}

impl Table {
    /// The label's number, new if it was not in the table. A table holds 65,536 at most; a pipeline has some hundred.
    pub(crate) fn add(&mut self, name: &str) -> Label {
        if let Some(&id) = self.ids.get(name) {
            return id;
        }
        let id = Label::try_from(self.names.len()).unwrap_or(0);
        if id > 0 || self.names.is_empty() {
            self.names.push(name.into());
            self.ids.insert(name.into(), id);
        }
        id
    }

    pub(crate) fn get(&self, name: &str) -> Option<Label> {
        self.ids.get(name).copied()
    }

    pub(crate) fn name(&self, id: Label) -> &str {
        self.names.get(usize::from(id)).map_or("", |name| name)
    }

    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(|name| &**name)
    }
}

/// The labels that a pipeline can give, fixed when it is loaded: numbers from one [`Doc`](crate::Doc) mean the same in
/// every other of the same pipeline.
#[derive(Debug, Clone, Default)]
pub struct Labels {
    pub(crate) tags: Table,
    pub(crate) pos: Table,
    pub(crate) deps: Table,
    pub(crate) morphs: Table,
    pub(crate) entities: Table,
}

impl Labels {
    /// The fine-grained tag of that number, as `VBD`; empty if there is none.
    pub fn tag(&self, id: Label) -> &str {
        self.tags.name(id)
    }

    /// The coarse part of speech of that number, as `VERB`; empty if there is none.
    pub fn pos(&self, id: Label) -> &str {
        self.pos.name(id)
    }

    /// The relation of that number, as `nsubj`; empty if there is none.
    pub fn dep(&self, id: Label) -> &str {
        self.deps.name(id)
    }

    /// The morphology of that number, as `Number=Sing|Person=3`; empty if there is none.
    pub fn morph(&self, id: Label) -> &str {
        self.morphs.name(id)
    }

    /// The entity type of that number, as `PERSON`; empty if there is none.
    pub fn entity(&self, id: Label) -> &str {
        self.entities.name(id)
    }

    /// The number of a tag, if the pipeline can give it.
    pub fn tag_id(&self, name: &str) -> Option<Label> {
        self.tags.get(name)
    }

    /// The number of a part of speech, if the pipeline can give it.
    pub fn pos_id(&self, name: &str) -> Option<Label> {
        self.pos.get(name)
    }

    /// The number of a relation, if the pipeline can give it.
    pub fn dep_id(&self, name: &str) -> Option<Label> {
        self.deps.get(name)
    }

    /// The number of an entity type, if the pipeline can give it.
    pub fn entity_id(&self, name: &str) -> Option<Label> {
        self.entities.get(name)
    }

    /// The relations that the pipeline can give; those of arcs that the parser lifts are put back in every tree.
    pub fn deps(&self) -> impl Iterator<Item = &str> {
        self.deps.names().filter(|name| !name.is_empty() && !name.contains(LIFTED))
    }

    /// The parts of speech that the pipeline can give.
    pub fn parts_of_speech(&self) -> impl Iterator<Item = &str> {
        self.pos.names().filter(|name| !name.is_empty())
    }

    /// The types of name that the pipeline finds, in the order of its training.
    pub fn entity_types(&self) -> impl Iterator<Item = &str> {
        self.entities.names().filter(|name| !name.is_empty())
    }
}
