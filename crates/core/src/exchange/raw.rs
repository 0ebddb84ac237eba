use super::cell::Cell;
use super::column::Column;

/// The most bytes of a file that are read (SPEC X6).
pub const MAX_BYTES: usize = 64 * 1024 * 1024;
/// The most rows of a table that are read, the headings among them.
pub const MAX_ROWS: usize = 200_000;
/// The most cells: the rows times what a wide table of an office has.
pub const MAX_CELLS: usize = 8_000_000;

/// Why a table can't be read at all. Nothing was imported.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TableError {
    #[error("the file has {bytes} bytes; at most {MAX_BYTES} are read")]
    TooManyBytes { bytes: usize },
    #[error("the table has more than {MAX_ROWS} rows")]
    TooManyRows,
    #[error("the table has more than {MAX_CELLS} cells")]
    TooManyCells,
    #[error("the file has no rows")]
    Empty,
}

/// # Errors
/// [`TableError::TooManyBytes`], before anything is made of the bytes.
pub fn check_size(bytes: usize) -> Result<(), TableError> {
    if bytes > MAX_BYTES { Err(TableError::TooManyBytes { bytes }) } else { Ok(()) }
}

/// Rows as they come from a file, before anybody says what they mean.
#[derive(Debug, Clone, PartialEq)]
pub struct RawTable {
    /// The file's name.
    pub name: String,
    rows: Vec<Vec<Cell>>,
    /// The index of the row of headings.
    heading: usize,
}

/// What each column of a table is; `None` leaves it out.
pub type Mapping = Vec<Option<Column>>;

/// Titles and notes above the headings are looked through this far.
const ROWS_ABOVE: usize = 20;

impl RawTable {
    /// # Errors
    /// A table that is too large, or has no filled cell.
    pub fn new(name: &str, rows: Vec<Vec<Cell>>) -> Result<Self, TableError> {
        if rows.len() > MAX_ROWS {
            return Err(TableError::TooManyRows);
        }
        if rows.iter().map(Vec::len).sum::<usize>() > MAX_CELLS {
            return Err(TableError::TooManyCells);
        }
        let first = rows.iter().position(|row| row.iter().any(|cell| !cell.is_blank())).ok_or(TableError::Empty)?;
        let known = |row: &[Cell]| row.iter().filter(|cell| Column::of_heading(&cell.text()).is_some()).count();
        // A title may stand above the headings: they are the first row in which two are known.
        let last = rows.len().min(first + ROWS_ABOVE);
        let heading = (first..last).find(|index| rows.get(*index).is_some_and(|row| known(row) >= 2)).unwrap_or(first);
        Ok(RawTable { name: name.to_owned(), rows, heading })
    }

    /// The headings as they stand in the file, as many as its widest row has cells.
    pub fn headings(&self) -> Vec<String> {
        let widest = self.rows.iter().skip(self.heading).map(Vec::len).max().unwrap_or_default();
        let mut headings: Vec<String> =
            self.rows.get(self.heading).into_iter().flatten().map(|cell| cell.text().trim().to_owned()).collect();
        headings.resize(widest, String::new());
        headings
    }

    /// What the columns most likely are (SPEC X7). A column that two headings mean goes to the first.
    pub fn suggest(&self) -> Mapping {
        let mut mapping: Mapping = Vec::new();
        for heading in self.headings() {
            let column = Column::of_heading(&heading).filter(|column| !mapping.contains(&Some(*column)));
            mapping.push(column);
        }
        mapping
    }

    /// The columns that a mapping leaves out: index and heading. Columns without heading and content are not named.
    pub fn left_out(&self, mapping: &Mapping) -> Vec<(usize, String)> {
        let used = |index: usize| self.data().any(|(_, row)| row.get(index).is_some_and(|cell| !cell.is_blank()));
        self.headings()
            .into_iter()
            .enumerate()
            .filter(|(index, heading)| {
                !matches!(mapping.get(*index), Some(Some(_))) && (!heading.is_empty() || used(*index))
            })
            .collect()
    }

    /// The rows below the headings that are not blank, each with its number in the file, from 1.
    pub fn data(&self) -> impl Iterator<Item = (usize, &[Cell])> {
        self.rows
            .iter()
            .enumerate()
            .skip(self.heading + 1)
            .filter(|(_, row)| row.iter().any(|cell| !cell.is_blank()))
            .map(|(index, row)| (index + 1, row.as_slice()))
    }
}

/// A file's bytes as text (SPEC X5): by its byte order mark (UTF-8, UTF-16), else UTF-8 where it is valid, else
/// GB18030, which `gb18030` decodes: the browser has it, and its tables would cost 100 kB here.
pub fn decode(bytes: &[u8], gb18030: impl FnOnce(&[u8]) -> Option<String>) -> String {
    match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => gb18030(bytes).unwrap_or_else(|| String::from_utf8_lossy(bytes).into_owned()),
        },
    }
}

fn utf16(bytes: &[u8], unit: impl Fn([u8; 2]) -> u16) -> String {
    let units = bytes.as_chunks::<2>().0.iter().map(|pair| unit(*pair));
    char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}
