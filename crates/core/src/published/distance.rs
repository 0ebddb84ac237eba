/// A point on the globe, in degrees.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Position {
    /// −90 (south) … 90 (north).
    pub lat: f64,
    /// −180 (west) … 180 (east).
    pub lon: f64,
}

const EARTH_RADIUS_KM: f64 = 6371.0;

/// The length of the great circle between two points on a round globe (SPEC PUB8): for illustration, within
/// half a percent of the way a ship's chart would measure.
pub fn great_circle_km(a: Position, b: Position) -> f64 {
    let (lat_a, lat_b) = (a.lat.to_radians(), b.lat.to_radians());
    let d_lat = lat_b - lat_a;
    let d_lon = (b.lon - a.lon).to_radians();
    let h = (d_lat / 2.0).sin().powi(2) + lat_a.cos() * lat_b.cos() * (d_lon / 2.0).sin().powi(2);
    2.0 * EARTH_RADIUS_KM * h.clamp(0.0, 1.0).sqrt().asin()
}
