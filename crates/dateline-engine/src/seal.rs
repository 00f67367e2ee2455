//! Seals: the hashes of an account and of its sources, so that who is told them knows it again.

use crate::verify::Fault;
use crate::write::{hexadecimal, sources};
use dateline_core::json::{AccountJson, SealJson};
use sha2::{Digest, Sha256};

/// The account with its seal in it.
///
/// ```
/// use dateline_engine::{sealed, types::json::AccountJson};
/// let account = sealed(AccountJson::default());
/// assert_eq!(account.seal.expect("a seal").account.len(), 64);
/// ```
pub fn sealed(account: AccountJson) -> AccountJson {
    let seal = seal(&account);
    AccountJson { seal: Some(seal), ..account }
}

/// The seal that an account should have.
fn seal(account: &AccountJson) -> SealJson {
    let bare = AccountJson { seal: None, ..account.clone() };
    let json = serde_json::to_vec(&bare).expect("an account has no map with odd keys");
    SealJson {
        sources: sources(account.reports.iter().map(|r| r.sha256.as_str())),
        account: hexadecimal(Sha256::new_with_prefix(json)),
    }
}

/// What of a sealed account is not what was sealed.
pub(crate) fn broken(account: &AccountJson) -> Vec<Fault> {
    let Some(told) = &account.seal else { return Vec::new() };
    let right = seal(account);
    let parts =
        [("its sources", &told.sources, &right.sources), ("its words and labels", &told.account, &right.account)];
    parts.into_iter().filter(|(_, told, right)| told != right).map(|(what, ..)| Fault::Seal { what }).collect()
}
