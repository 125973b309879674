//! Prints the text that an input of `text` or `quantities` stands for: `expand < artifact > regression.txt`.

use std::io::{Read as _, Write as _};

fn main() -> std::io::Result<()> {
    let mut data = Vec::new();
    std::io::stdin().read_to_end(&mut data)?;
    std::io::stdout().write_all(clausetree_fuzz::expand(&data).as_bytes())
}
