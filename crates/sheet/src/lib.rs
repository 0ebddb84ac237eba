pub use calamine;
pub use rust_xlsxwriter;
