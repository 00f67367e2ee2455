//! Puts a pipeline together from its files, or says which part is unknown.

use std::sync::Arc;

use crate::{
    arc_eager::ArcEager,
    attribute_ruler::AttributeRuler,
    biluo::Biluo,
    bundle::Bundle,
    config::Config,
    error::Error,
    hash::string_id,
    labels::Labels,
    lemmatizer::Lemmatizer,
    lexicon::Norms,
    msgpack::{self, Value},
    pipeline::Model,
    simd::Width,
    tagger::{Senter, Tagger},
    tok2vec::Tok2Vec,
    tokenizer::Tokenizer,
    tree::Lifted,
    weights::Network,
};

/// The architectures and layers that this runtime knows, without their versions.
const KNOWN: [&str; 5] = [
    "spacy.MaxoutWindowEncoder",
    "spacy.MultiHashEmbed",
    "spacy.Tagger",
    "spacy.Tok2Vec",
    "spacy.TransitionBasedParser",
];
const LISTENER: &str = "spacy.Tok2VecListener";

/// Loads the pipeline of a bundle.
pub(crate) fn load(bundle: &mut Bundle) -> Result<Model, Error> {
    let config = Config::read(&bundle.text("config.cfg")?);
    let meta: serde_json::Value = serde_json::from_str(&bundle.text("meta.json")?)
        .map_err(|e| Error::Damaged { file: "meta.json".to_owned(), reason: e.to_string() })?;
    let meta = |key: &str| meta.get(key).and_then(|value| value.as_str()).unwrap_or_default().to_owned();
    let lang = config.text("nlp", "lang").unwrap_or_default().to_owned();

    let mut labels = Labels::default();
    let mut model = Model {
        name: meta("name"),
        version: meta("version"),
        simd: Width::widest(),
        tokenizer: Tokenizer::read(&bundle.read("tokenizer")?)?,
        norms: norms(bundle)?,
        shared: None,
        tagger: None,
        parser: None,
        senter: None,
        finder: None,
        ruler: None,
        lemmatizer: None,
        lifted: None,
        labels: Arc::default(),
        lang,
    };
    let disabled = config.list("nlp", "disabled");
    let mut ruler = false;
    for component in config.list("nlp", "pipeline").iter().filter(|name| !disabled.contains(name)) {
        let section = format!("components.{component}");
        let factory = config.text(&section, "factory").unwrap_or(component);
        check_architectures(&config, component, &section)?;
        let width = model.shared.as_ref().map_or(0, Tok2Vec::width);
        match factory {
            "tok2vec" => {
                model.shared =
                    Some(Tok2Vec::read(&Network::read(component, &bundle.read(&format!("{component}/model"))?)?)?)
            }
            "tagger" => {
                let bytes = bundle.read(&format!("{component}/model"))?;
                let network = Network::read(component, &bytes)?;
                let cfg = bundle.text(&format!("{component}/cfg"))?;
                model.tagger = Some(Tagger::read(&network, &cfg, width, &mut labels)?);
            }
            "parser" => {
                let bytes = bundle.read(&format!("{component}/model"))?;
                let network = Network::read(component, &bytes)?;
                let moves = bundle.read(&format!("{component}/moves"))?;
                model.parser = Some(ArcEager::read(&network, &moves, width, &mut labels.deps)?);
            }
            "senter" => {
                let bytes = bundle.read(&format!("{component}/model"))?;
                let network = Network::read(component, &bytes)?;
                // After a parser it has nothing left to tell: every token's start is known.
                if config.flag(&section, "overwrite") {
                    return Err(network.unsupported("it overwrites what the parser found".to_owned()));
                }
                if model.parser.is_none() {
                    model.senter = Some(Senter::read(&network)?);
                }
            }
            "ner" => {
                let bytes = bundle.read(&format!("{component}/model"))?;
                let network = Network::read(component, &bytes)?;
                let moves = bundle.read(&format!("{component}/moves"))?;
                let own = !config.architectures(&section).any(|(_, kind)| kind.starts_with(LISTENER));
                let own = own.then(|| Tok2Vec::read(&network)).transpose()?;
                let width = own.as_ref().map_or(width, Tok2Vec::width);
                let finder = Biluo::read(&network, &moves, width, &mut labels.entities)?;
                model.finder = Some((own, finder));
            }
            "attribute_ruler" => ruler = true,
            "lemmatizer" => {
                let mode = config.text(&section, "mode").unwrap_or("lookup");
                if mode != "rule" || config.flag(&section, "overwrite") {
                    return Err(Error::Unsupported {
                        component: component.clone(),
                        reason: format!("its mode is '{mode}'; known is 'rule', without overwriting"),
                    });
                }
                model.lemmatizer =
                    Some(Lemmatizer::read(&bundle.read("lemmatizer/lookups/lookups.bin")?, &model.lang)?);
            }
            _ => {
                return Err(Error::UnknownComponent { component: component.clone(), factory: factory.to_owned() });
            }
        }
    }
    if model.parser.is_some() {
        if model.senter.is_some() {
            return Err(Error::Unsupported {
                component: "senter".to_owned(),
                reason: "it comes before the parser, which would have to keep to its sentences".to_owned(),
            });
        }
        model.lifted = Some(Lifted::new(&mut labels.deps));
    }
    // Last, when all labels are known that its patterns may look at.
    if ruler {
        model.ruler = Some(AttributeRuler::read(&bundle.read("attribute_ruler/patterns")?, &mut labels)?);
    }
    model.labels = Arc::new(labels);
    Ok(model)
}

/// Refuses what is no known architecture, and components with vectors of their own where they are shared with others.
fn check_architectures(config: &Config, component: &str, section: &str) -> Result<(), Error> {
    let unsupported = |reason: String| Error::Unsupported { component: component.to_owned(), reason };
    for (_, architecture) in config.architectures(section) {
        let (name, _) = architecture.rsplit_once('.').unwrap_or((architecture, ""));
        if !KNOWN.contains(&name) && name != LISTENER {
            return Err(unsupported(format!("its architecture '{architecture}' is unknown to this runtime")));
        }
    }
    Ok(())
}

/// The forms that are embedded as others, of the pipeline's vocabulary if it has such.
fn norms(bundle: &mut Bundle) -> Result<Norms, Error> {
    let bytes = match bundle.read("vocab/lookups.bin") {
        Ok(bytes) => bytes,
        Err(Error::MissingFile { .. }) => return Ok(Norms::new(std::iter::empty())),
        Err(e) => return Err(e),
    };
    let root =
        msgpack::read(&bytes).map_err(|reason| Error::Damaged { file: "vocab/lookups.bin".to_owned(), reason })?;
    let table = root.get("lexeme_norm").and_then(Value::entries).unwrap_or_default();
    Ok(Norms::new(table.iter().filter_map(|(form, norm)| {
        let form = form.as_u64().or_else(|| form.as_str().map(string_id))?;
        Some((form, norm.as_str()?))
    })))
}
