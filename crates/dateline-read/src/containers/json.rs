//! A value of JSON that may hold many reports: a list, or the answer or export of a service.

use super::{Data, Member, Members, Parent, all};
use crate::decode::decode;
use crate::error::{Problem, ReadError};
use crate::json;
use crate::kind::{Form, Kind};

/// The values that are to be reports, each with its own bytes.
pub(super) fn items(bytes: Vec<u8>, parent: Parent) -> Result<Members, ReadError> {
    if bytes.trim_ascii().is_empty() {
        return Err(parent.fault(Problem::Empty));
    }
    let decoded = decode(&bytes, parent.charset);
    let items =
        json::items(&parent.context.lexicon, &decoded.text).map_err(|reason| parent.fault(Problem::Json(reason)))?;
    if let [whole] = items.as_slice()
        && whole.pointer.is_empty()
    {
        let kind = Some(Kind::Text(Form::Json));
        let Parent { from, id, given, charset, .. } = parent;
        return Ok(all(vec![Ok(Member { id, kind, given, charset, ..Member::new(from, Data::Memory(bytes)) })]));
    }
    if items.is_empty() {
        return Err(parent.fault(Problem::NothingIn("JSON")));
    }
    let member = |(i, item): (usize, json::Item)| {
        let place = format!("#{}", item.pointer);
        let member = parent.part(&place, i + 1, Form::Json, item.raw.as_bytes().to_vec());
        Ok(Member { given: item.given.or(parent.given.clone()), ..member })
    };
    Ok(all(items.into_iter().enumerate().map(member).collect()))
}
