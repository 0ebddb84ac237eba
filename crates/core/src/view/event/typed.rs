//! What officers type about events: coordinates, as people write them.

use crate::model::half_width;

/// A place on the globe as it is typed, `30.27, 120.15` (north, east), in hundredths of a degree; nothing is no place.
/// `None` for what is none, or lies outside the globe.
pub fn typed_position(text: &str) -> Option<Option<(i64, i64)>> {
    let plain: String = text.chars().map(half_width).collect();
    if plain.trim().is_empty() {
        return Some(None);
    }
    let mut parts = plain.split([',', ' ', ';', '、']).filter(|part| !part.is_empty());
    let (north, east) = (parts.next()?.parse::<f64>().ok()?, parts.next()?.parse::<f64>().ok()?);
    let inside = parts.next().is_none() && (-90.0..=90.0).contains(&north) && (-180.0..=180.0).contains(&east);
    // In range: degrees, checked above.
    #[allow(clippy::cast_possible_truncation)]
    inside.then(|| Some(((north * 100.0).round() as i64, (east * 100.0).round() as i64)))
}

/// A place on the globe as [`typed_position`] reads it; empty when one of the two is not known.
pub fn position_text(latitude: Option<i64>, longitude: Option<i64>) -> String {
    let degrees = |hundredths: i64| {
        let sign = if hundredths < 0 { "-" } else { "" };
        format!("{sign}{}.{:02}", hundredths.abs() / 100, hundredths.abs() % 100)
    };
    latitude.zip(longitude).map(|(n, e)| format!("{}, {}", degrees(n), degrees(e))).unwrap_or_default()
}
