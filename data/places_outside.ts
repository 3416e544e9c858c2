/** Towns and villages just outside the county, [longitude, latitude]. No incident happens there: they only say where
 *  the county ends, since the nearest place of a point on the far side is one of them. */
export const PLACES_OUTSIDE: readonly (readonly [longitude: number, latitude: number])[] = [
  [-1.98, 52.396], // Longbridge
  [-1.925, 52.407], // Kings Norton
  [-1.88, 52.408], // Yardley Wood
  [-1.848, 52.392], // Dickens Heath
  [-1.835, 52.365], // Earlswood
  [-1.862, 52.345], // Portway
  [-1.835, 52.325], // Tanworth-in-Arden
  [-1.872, 52.3], // Mappleborough Green
  [-1.89, 52.272], // Studley
  [-1.91, 52.248], // Sambourne
  [-1.885, 52.243], // Coughton
  [-1.871, 52.215], // Alcester
  [-1.9, 52.19], // Weethley
  [-1.9, 52.165], // Salford Priors
  [-1.859, 52.166], // Bidford-on-Avon
  [-1.8, 52.167], // Welford-on-Avon
  [-1.78, 52.133], // Long Marston
  [-1.775, 52.09], // Mickleton
  [-1.82, 52.067], // Weston Subedge
  [-1.778, 52.05], // Chipping Campden
  [-1.862, 52.012], // Snowshill
  [-1.897, 52.005], // Stanton
  [-1.945, 51.995], // Toddington
  [-1.978, 52.02], // Dumbleton
  [-2.005, 52.003], // Alderton
  [-2.07, 52.005], // Teddington
  [-2.115, 52.0], // Ashchurch
  [-2.158, 51.992], // Tewkesbury
  [-2.152, 52.025], // Twyning
  [-2.225, 51.985], // Forthampton
  [-2.29, 51.97], // Staunton
  [-2.365, 51.98], // Redmarley
  [-2.395, 52.005], // Bromsberrow
  [-2.425, 52.037], // Ledbury
  [-2.36, 52.045], // Eastnor
  [-2.357, 52.08], // Colwall
  [-2.373, 52.112], // Mathon
  [-2.385, 52.13], // Cradley
  [-2.45, 52.15], // Acton Green
  [-2.425, 52.205], // Whitbourne
  [-2.46, 52.225], // Tedstone Wafre
  [-2.506, 52.19], // Bromyard
  [-2.49, 52.248], // Wolferlow
  [-2.56, 52.23], // Edwyn Ralph
  [-2.6, 52.255], // Bockleton
  [-2.64, 52.28], // Leysters
  [-2.665, 52.31], // Little Hereford
  [-2.605, 52.325], // Burford
  [-2.56, 52.345], // Coreley
  [-2.49, 52.345], // Neen Sollars
  [-2.48, 52.38], // Cleobury Mortimer
  [-2.43, 52.405], // Kinlet
  [-2.375, 52.395], // Buttonoak
  [-2.381, 52.445], // Highley
  [-2.33, 52.455], // Romsley, Shropshire
  [-2.28, 52.455], // Enville
  [-2.23, 52.447], // Kinver
  [-2.148, 52.443], // Pedmore
  [-2.1, 52.44], // Lye
  [-2.05, 52.447], // Halesowen
  [-2.005, 52.44], // Bartley Green
  [-1.985, 52.418], // Northfield
];
