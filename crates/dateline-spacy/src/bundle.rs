//! Where a pipeline's files come from: what is built in, a folder, or a wheel.

use std::{
    borrow::Cow,
    fs::File,
    io::{self, Read},
    path::{Path, PathBuf},
};

use zip::ZipArchive;

use crate::error::Error;

/// The files of a pipeline.
pub(crate) enum Bundle {
    /// Names and bytes.
    BuiltIn(&'static [(&'static str, &'static [u8])]),
    Folder(PathBuf),
    /// A wheel, and the folder in it that holds the pipeline.
    Wheel {
        path: PathBuf,
        archive: Box<ZipArchive<File>>,
        folder: String,
    },
}

/// The largest file that is unpacked from a wheel: spaCy's large pipelines stay well below.
const MAX_FILE: u64 = 1 << 30;

impl Bundle {
    /// The pipeline at a path: a folder or a wheel.
    pub(crate) fn open(path: &Path) -> Result<Bundle, Error> {
        let read = |source: io::Error| Error::Read { path: path.to_owned(), source };
        if path.is_dir() {
            let bundle = Bundle::Folder(path.to_owned());
            return if path.join("config.cfg").is_file() {
                Ok(bundle)
            } else {
                Err(Error::NoPipeline { path: path.to_owned() })
            };
        }
        let file = File::open(path).map_err(read)?;
        let none = |_| Error::NoPipeline { path: path.to_owned() };
        let archive = ZipArchive::new(file).map_err(none)?;
        let configs = archive.file_names().filter_map(|name| name.strip_suffix("config.cfg"));
        let folder = configs.min_by_key(|name| (name.len(), name.to_string())).map(str::to_owned);
        let folder = folder.ok_or_else(|| Error::NoPipeline { path: path.to_owned() })?;
        Ok(Bundle::Wheel { path: path.to_owned(), archive: Box::new(archive), folder })
    }

    /// The bytes of a file.
    pub(crate) fn read(&mut self, name: &str) -> Result<Cow<'static, [u8]>, Error> {
        let missing = || Error::MissingFile { file: name.to_owned() };
        match self {
            Bundle::BuiltIn(files) => {
                files.iter().find(|(n, _)| *n == name).map(|&(_, bytes)| Cow::Borrowed(bytes)).ok_or_else(missing)
            }
            Bundle::Folder(folder) => {
                let path = folder.join(name);
                match std::fs::read(&path) {
                    Ok(bytes) => Ok(Cow::Owned(bytes)),
                    Err(e) if e.kind() == io::ErrorKind::NotFound => Err(missing()),
                    Err(source) => Err(Error::Read { path, source }),
                }
            }
            Bundle::Wheel { path, archive, folder } => {
                let file = archive.by_name(&format!("{folder}{name}")).map_err(|_| missing())?;
                let mut bytes = Vec::new();
                let read = |source| Error::Read { path: path.clone(), source };
                file.take(MAX_FILE).read_to_end(&mut bytes).map_err(read)?;
                Ok(Cow::Owned(bytes))
            }
        }
    }

    /// The text of a file.
    pub(crate) fn text(&mut self, name: &str) -> Result<String, Error> {
        String::from_utf8(self.read(name)?.into_owned())
            .map_err(|_| Error::Damaged { file: name.to_owned(), reason: "it is no UTF-8 text".to_owned() })
    }
}
