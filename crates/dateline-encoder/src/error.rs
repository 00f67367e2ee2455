//! Why a model could not be loaded.

/// Why a model could not be loaded. Running it never fails.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LoadError {
    /// The bytes are no file of weights, or are cut short.
    #[error("the weights are damaged or cut short: {reason}; make the file again")]
    Damaged {
        /// What was expected of them.
        reason: String,
    },
    /// The file's head lacks something, or says something that this runtime does not know.
    #[error("the head of the weights: {name}: {reason}")]
    Setting {
        /// The name in the head.
        name: String,
        /// What is wrong with it.
        reason: String,
    },
    /// A tensor that the head asks for is not there.
    #[error("the weights lack the tensor {name}; export the model again")]
    MissingTensor {
        /// Its name.
        name: String,
    },
    /// A tensor is not what the head says.
    #[error("the tensor {name} is {found}, not {expected}; export the model again")]
    WrongTensor {
        /// Its name.
        name: String,
        /// What it is.
        found: String,
        /// What it should be.
        expected: String,
    },
}
