/** The gazetteer of the sample county: real places, written down from general knowledge to about three decimals (100 m).
 *  `weight` is a rough share of incidents, near thousands of residents in towns; villages are there so that the
 *  countryside is not empty and so that district outlines can be computed (see districts.ts). */

export const DISTRICT_SLUGS = [
  'bromsgrove',
  'malvern-hills',
  'redditch',
  'worcester',
  'wychavon',
  'wyre-forest',
] as const;
export type DistrictSlug = (typeof DISTRICT_SLUGS)[number];

export interface SamplePlace {
  readonly name: string;
  readonly district: DistrictSlug;
  readonly longitude: number;
  readonly latitude: number;
  readonly weight: number;
}

type Line = readonly [name: string, longitude: number, latitude: number, weight: number];

const BROMSGROVE: readonly Line[] = [
  ['Bromsgrove', -2.0585, 52.335, 6],
  ['Charford', -2.065, 52.325, 2],
  ['Sidemoor', -2.073, 52.343, 1.5],
  ['Aston Fields', -2.048, 52.321, 1],
  ['Catshill', -2.061, 52.361, 1.2],
  ['Rubery', -2.016, 52.394, 2],
  ['Hagley', -2.147, 52.425, 1],
  ['Hollywood', -1.878, 52.392, 0.8],
  ['Wythall', -1.89, 52.38, 0.9],
  ['Alvechurch', -1.962, 52.349, 1],
  ['Barnt Green', -1.991, 52.359, 0.5],
  ['Cofton Hackett', -1.997, 52.381, 0.3],
  ['Clent', -2.101, 52.412, 0.2],
  ['Belbroughton', -2.12, 52.386, 0.4],
  ['Stoke Prior', -2.077, 52.303, 0.4],
  ['Romsley', -2.056, 52.419, 0.2],
  ['Fairfield', -2.083, 52.374, 0.1],
  ['Dodford', -2.102, 52.344, 0.1],
  ['Bournheath', -2.078, 52.36, 0.1],
  ['Tardebigge', -2.006, 52.317, 0.1],
  ['Finstall', -2.027, 52.33, 0.2],
  ['Blackwell', -2.026, 52.347, 0.2],
  ['Lickey', -2.008, 52.372, 0.3],
  ['Hopwood', -1.958, 52.375, 0.1],
  ['Rowney Green', -1.938, 52.341, 0.1],
  ['Beoley', -1.908, 52.333, 0.1],
  ['Frankley', -2.022, 52.413, 0.1],
  ['Bentley Pauncefoot', -2.004, 52.296, 0.05],
  ['Bordesley', -1.943, 52.333, 0.05],
];

const MALVERN_HILLS: readonly Line[] = [
  ['Great Malvern', -2.328, 52.111, 5],
  ['Malvern Link', -2.311, 52.126, 3],
  ['Pickersleigh', -2.303, 52.118, 2.5],
  ['Barnards Green', -2.311, 52.108, 1.5],
  ['Malvern Wells', -2.327, 52.081, 0.8],
  ['West Malvern', -2.344, 52.115, 0.3],
  ['Upton-upon-Severn', -2.219, 52.063, 0.9],
  ['Tenbury Wells', -2.594, 52.311, 1.1],
  ['Kempsey', -2.219, 52.139, 0.6],
  ['Hallow', -2.256, 52.223, 0.4],
  ['Powick', -2.244, 52.16, 0.4],
  ['Broomhall', -2.195, 52.152, 0.05],
  ['Callow End', -2.252, 52.14, 0.1],
  ['Rushwick', -2.267, 52.182, 0.2],
  ['Crown East', -2.28, 52.193, 0.05],
  ['Lower Broadheath', -2.276, 52.207, 0.3],
  ['Martley', -2.36, 52.243, 0.3],
  ['Great Witley', -2.361, 52.299, 0.2],
  ['Hanley Swan', -2.277, 52.084, 0.25],
  ['Welland', -2.305, 52.056, 0.25],
  ['Clifton upon Teme', -2.425, 52.257, 0.2],
  ['Abberley', -2.377, 52.308, 0.2],
  ['Alfrick', -2.372, 52.176, 0.15],
  ['Leigh Sinton', -2.332, 52.147, 0.25],
  ['Bransford', -2.293, 52.166, 0.1],
  ['Wichenford', -2.299, 52.23, 0.1],
  ['Holt Heath', -2.266, 52.266, 0.2],
  ['Shrawley', -2.289, 52.281, 0.1],
  ['Astley', -2.307, 52.306, 0.1],
  ['Eardiston', -2.459, 52.314, 0.1],
  ['Stanford-on-Teme', -2.432, 52.285, 0.05],
  ['Rochford', -2.541, 52.317, 0.05],
  ['Hanley Child', -2.51, 52.272, 0.05],
  ['Bayton', -2.455, 52.361, 0.05],
  ['Mamble', -2.458, 52.343, 0.05],
  ['Knighton-on-Teme', -2.533, 52.335, 0.05],
  ['Shelsley Beauchamp', -2.393, 52.259, 0.05],
  ['Knightwick', -2.391, 52.2, 0.05],
  ['Suckley', -2.407, 52.165, 0.1],
  ['Castlemorton', -2.309, 52.033, 0.1],
  ['Berrow', -2.336, 52.009, 0.05],
  ['Longdon', -2.226, 52.025, 0.1],
  ['Ripple', -2.186, 52.042, 0.1],
  ["Earl's Croome", -2.189, 52.074, 0.1],
  ['Severn Stoke', -2.211, 52.097, 0.1],
  ['Eldersfield', -2.275, 51.998, 0.05],
];

const REDDITCH: readonly Line[] = [
  ['Redditch', -1.941, 52.3065, 6],
  ['Batchley', -1.957, 52.311, 2],
  ['Headless Cross', -1.95, 52.292, 2],
  ['Church Hill', -1.906, 52.313, 2.5],
  ['Winyates', -1.902, 52.301, 2.5],
  ['Matchborough', -1.901, 52.289, 2],
  ['Greenlands', -1.927, 52.29, 2],
  ['Woodrow', -1.923, 52.282, 1.8],
  ['Lodge Park', -1.929, 52.3, 1.2],
  ['Webheath', -1.972, 52.299, 0.8],
  ['Crabbs Cross', -1.947, 52.28, 1.2],
  ['Riverside', -1.936, 52.318, 0.5],
  ['Astwood Bank', -1.939, 52.261, 0.6],
  ['Feckenham', -1.989, 52.252, 0.15],
  ['Ham Green', -1.975, 52.266, 0.05],
  ['Hunt End', -1.957, 52.272, 0.3],
  ['Elcocks Brook', -1.986, 52.284, 0.05],
];

const WORCESTER: readonly Line[] = [
  ['Worcester', -2.2216, 52.192, 14],
  ['Barbourne', -2.2265, 52.2065, 3],
  ["St John's", -2.2385, 52.189, 4],
  ['Dines Green', -2.258, 52.194, 2.5],
  ['Warndon', -2.1795, 52.2105, 3.5],
  ['Tolladine', -2.189, 52.202, 2.5],
  ['Ronkswood', -2.193, 52.1935, 2],
  ['Blackpole', -2.195, 52.219, 2],
  ['Northwick', -2.229, 52.217, 1.5],
  ['Arboretum', -2.214, 52.2, 2],
  ['Battenhall', -2.205, 52.179, 1.5],
  ["St Peter's", -2.209, 52.166, 2],
  ['Lyppard', -2.172, 52.199, 2],
  ['Lower Wick', -2.24, 52.175, 1.2],
];

const WYCHAVON: readonly Line[] = [
  ['Droitwich Spa', -2.153, 52.267, 6],
  ['Evesham', -1.948, 52.092, 7],
  ['Hampton', -1.965, 52.087, 1.5],
  ['Bengeworth', -1.934, 52.091, 1.5],
  ['Pershore', -2.076, 52.111, 3],
  ['Broadway', -1.857, 52.036, 1],
  ['Badsey', -1.898, 52.089, 0.5],
  ['Honeybourne', -1.834, 52.097, 0.4],
  ['Offenham', -1.929, 52.113, 0.3],
  ['Harvington', -1.915, 52.137, 0.4],
  ['South Littleton', -1.882, 52.118, 0.3],
  ['Cleeve Prior', -1.872, 52.14, 0.1],
  ['Pebworth', -1.812, 52.128, 0.15],
  ['Bretforton', -1.866, 52.093, 0.3],
  ['Wickhamford', -1.904, 52.07, 0.1],
  ['Sedgeberrow', -1.966, 52.045, 0.2],
  ['Hinton on the Green', -1.978, 52.063, 0.1],
  ['Ashton under Hill', -2.004, 52.04, 0.15],
  ['Beckford', -2.038, 52.02, 0.1],
  ['Elmley Castle', -2.034, 52.067, 0.15],
  ['Overbury', -2.064, 52.034, 0.1],
  ['Bredon', -2.117, 52.029, 0.4],
  ['Eckington', -2.116, 52.07, 0.3],
  ['Defford', -2.13, 52.091, 0.2],
  ['Drakes Broughton', -2.112, 52.143, 0.4],
  ['Pinvin', -2.073, 52.133, 0.2],
  ['Fladbury', -2.009, 52.117, 0.3],
  ['Cropthorne', -1.996, 52.103, 0.2],
  ['Church Lench', -1.964, 52.16, 0.15],
  ['Abbots Morton', -1.962, 52.194, 0.05],
  ['Inkberrow', -1.98, 52.213, 0.4],
  ['Cookhill', -1.926, 52.215, 0.15],
  ['Stock Green', -2.015, 52.225, 0.05],
  ['Himbleton', -2.078, 52.221, 0.1],
  ['Upton Snodsbury', -2.081, 52.188, 0.2],
  ['Bishampton', -2.014, 52.157, 0.1],
  ['Crowle', -2.122, 52.207, 0.3],
  ['Tibberton', -2.146, 52.218, 0.15],
  ['Norton', -2.178, 52.153, 0.2],
  ['Whittington', -2.186, 52.172, 0.15],
  ['Stoulton', -2.133, 52.152, 0.1],
  ['Fernhill Heath', -2.189, 52.233, 0.7],
  ['Ombersley', -2.227, 52.269, 0.4],
  ['Hartlebury', -2.233, 52.334, 0.5],
  ['Crossway Green', -2.227, 52.306, 0.05],
  ['Cutnall Green', -2.18, 52.303, 0.2],
  ['Elmley Lovett', -2.188, 52.32, 0.05],
  ['Wychbold', -2.119, 52.289, 0.4],
  ['Hanbury', -2.062, 52.266, 0.15],
  ['Bradley Green', -2.024, 52.243, 0.1],
  ['Holberrow Green', -1.972, 52.234, 0.05],
  ['Hindlip', -2.166, 52.224, 0.05],
  ['Spetchley', -2.152, 52.188, 0.05],
];

const WYRE_FOREST: readonly Line[] = [
  ['Kidderminster', -2.247, 52.388, 8],
  ['Broadwaters', -2.238, 52.4, 1.8],
  ['Habberley', -2.279, 52.399, 1.5],
  ['Offmore', -2.221, 52.39, 1.2],
  ['Comberton', -2.226, 52.381, 1],
  ['Birchen Coppice', -2.267, 52.37, 1.5],
  ['Stourport-on-Severn', -2.279, 52.34, 4],
  ['Areley Kings', -2.293, 52.331, 0.8],
  ['Bewdley', -2.316, 52.376, 1.8],
  ['Cookley', -2.233, 52.421, 0.4],
  ['Wolverley', -2.249, 52.411, 0.3],
  ['Blakedown', -2.177, 52.407, 0.3],
  ['Stone', -2.204, 52.378, 0.1],
  ['Chaddesley Corbett', -2.16, 52.36, 0.3],
  ['Rushock', -2.185, 52.345, 0.05],
  ['Callow Hill', -2.363, 52.363, 0.2],
  ['Far Forest', -2.397, 52.373, 0.2],
  ['Rock', -2.389, 52.338, 0.15],
  ['Upper Arley', -2.347, 52.419, 0.1],
  ['Shatterford', -2.306, 52.43, 0.05],
];

const inDistrict = (district: DistrictSlug, lines: readonly Line[]): SamplePlace[] =>
  lines.map(([name, longitude, latitude, weight]) => ({
    name,
    district,
    longitude,
    latitude,
    weight,
  }));

export const SAMPLE_PLACES: readonly SamplePlace[] = [
  ...inDistrict('bromsgrove', BROMSGROVE),
  ...inDistrict('malvern-hills', MALVERN_HILLS),
  ...inDistrict('redditch', REDDITCH),
  ...inDistrict('worcester', WORCESTER),
  ...inDistrict('wychavon', WYCHAVON),
  ...inDistrict('wyre-forest', WYRE_FOREST),
];

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
