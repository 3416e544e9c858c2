/** How the figures are made, for those who read them on paper, each with its source. */
import type { QuarterlyReport } from '../contract/reports.ts';
import { LEAST_FOR_PERCENT, LEAST_TOGETHER } from '../statistics/poisson_change.ts';
import { LEAST_CELLS, LEAST_INCIDENTS } from '../statistics/hotspot_test.ts';

export const RANKING =
  'Hot places first, the surest (99, then 95, then 90 per cent) before the less sure, then by the smaller adjusted p, then ' +
  'by more incidents.';

export const METHODS: QuarterlyReport['methods'] = [
  {
    title: 'What is counted',
    words:
      'Incidents with a place, each in one hexagon of about 0.7 km² (H3, resolution 8), and in the area in which the centre of ' +
      'that hexagon lies. Anti-social behaviour is not crime: the two are never added up as crime. “All incidents” adds up ' +
      'the kinds and is a measure of demand, not of crime.',
    source:
      'H3, h3geo.org; National Standard for Incident Recording for the kinds of anti-social behaviour.',
  },
  {
    title: 'More or fewer than before',
    words:
      'Counts of two periods are compared by the day, as the ratio of now to then. Counts vary more than by chance alone, and how ' +
      'much more this partnership’s do is measured from all its neighbourhoods with ten or more a quarter; the report gives the ' +
      'factor. The 95 per cent interval is what that leaves open: where all of it lies above 1 there are more, where all of it lies below 1 there are fewer, otherwise there ' +
      `is no clear change. Below ${LEAST_TOGETHER} incidents in both periods together nothing is said, and below ` +
      `${LEAST_FOR_PERCENT} in either no percentage is given. Of comparisons where nothing changed about one in twenty is called a change all the same. It tells a change from what counts do by themselves, and not what caused it.`,
    source:
      'McCullagh and Nelder, Generalized Linear Models (1989), for the factor; Brown, Cai and DasGupta, Statistical Science 16 (2001), for Jeffreys’ interval.',
  },
  {
    title: 'When nothing is compared',
    words:
      'A feed that did not deliver a month, or began later, is missing and not quiet: a comparison leaves it out of both ' +
      'periods, and names it; where no other feed has records in an area, nothing is compared. Counts that an agency shares by hexagon only leave small numbers out; they ' +
      'are counted here and take no part in a comparison.',
    source: 'The agreements in force, and the record of deliveries under Who owed what.',
  },
  {
    title: 'Small charts',
    words:
      'A dot a month, for three years. The band is the 95 per cent interval of each month’s count if counts vary by chance ' +
      'alone. Hatched months lack a delivery.',
    source: 'Garwood, Biometrika 28 (1936).',
  },
  {
    title: 'Hot and cold places',
    words:
      'Each hexagon is taken together with its six neighbours and held against all hexagons of the area, those without incidents ' +
      'too (Getis-Ord Gi*). z says how far it stands out, p how often chance would make a place stand out so far, and q is p ' +
      'adjusted for the number of hexagons tested, so that of the places called hot at 95 per cent at most about one in twenty is by ' +
      `chance alone. Below ${LEAST_INCIDENTS} incidents or ${LEAST_CELLS} hexagons nothing is tested. A place beside a busy one may ` +
      'be called hot with it.',
    source:
      'Getis and Ord, Geographical Analysis 24 (1992) and 27 (1995); Benjamini and Hochberg, J. R. Stat. Soc. B 57 (1995).',
  },
  {
    title: 'Busier than usual',
    words:
      'Hot places are mostly towns. So each hexagon with its six neighbours is also held against itself: its count of the quarter ' +
      'against the same quarters of up to three years before, and the quarters just before where those are few, of quarters ' +
      'that everybody delivered. A place is listed where so many would come by less than what counts do by themselves, at 95 per ' +
      'cent over all hexagons. A place can be hot and as usual, or quiet and busier than usual.',
    source:
      'The beta-binomial tail of a count given the sum of all windows; overdispersion from the earlier windows of places of like size; Benjamini and Hochberg (1995).',
  },
  {
    title: 'Since when',
    words:
      'The last twelve months are each tested alone in the same way. Persistent: hot in at least 80 per cent of them; new: in ' +
      'the last alone; emerging: in the last two alone; former: before, and not in the last two; intermittent: both before ' +
      'and lately. All but the first are given only where the counts themselves changed by more than they do by themselves, ' +
      'tested over all hexagons; the others that were hot have no clear pattern. A place may be hot over a quarter and in none of its months.',
    source: 'Chainey, Understanding Crime: Analyzing the Geography of Crime (2020); R’s sfhotspot.',
  },
  {
    title: 'Places chosen because they are high',
    words:
      'A place that is chosen because its count was high will on average be lower next time, whatever is done there. Whether an ' +
      'action worked is told by a comparison with places that were not treated, not by this report.',
    source: 'Regression to the mean: Bland and Altman, BMJ 308 (1994).',
  },
  {
    title: 'Who owed what',
    words:
      'Holders of records owe the partnership depersonalised extracts of each quarter by the end of the next. A feed counts as ' +
      'received when all its months have come.',
    source:
      'Crime and Disorder Act 1998, section 17A; Crime and Disorder (Prescribed Information) Regulations 2007 (SI 2007/1831).',
  },
];
