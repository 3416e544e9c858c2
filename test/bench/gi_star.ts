/** Gi* on 20,000 hexagons, neighbours at hand: against R's spdep::localG on the same table, where Rscript with spdep is
 *  there, and against the same sums over a list of lists. `node test/bench/gi_star.ts [cells]`
 *
 *  R's own clock runs around localG alone, its weights built beforehand; nothing of starting R or reading files counts. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gridDisk, latLngToCell } from 'h3-js';
import { keyOfString } from '#api/geo/cells.ts';
import { giStar, moments, type Neighbours } from '#api/statistics/gi_star.ts';
import { hexNeighbours } from '#api/statistics/hex_neighbours.ts';
import { testHotspots } from '#api/statistics/hotspot_test.ts';
import { chance } from './parts/chance.ts';
import { inTurn, median, show, took } from './parts/ratios.ts';

const RESOLUTION = 9;
const RUNS = 51;
const cells = Number(process.argv[2] ?? 20_000);

const steps = Math.ceil(Math.sqrt(cells / 3));
const keys = Float64Array.from(
  gridDisk(latLngToCell(52.19, -2.22, RESOLUTION), steps).slice(0, cells),
  (cell) => keyOfString(cell, RESOLUTION),
).sort();

/** Most cells have none or one; some places have many. */
const random = chance(20_261_125);
const counts = Float64Array.from(keys, () => Math.floor(random() ** 12 * 60));

const neighbours = hexNeighbours(keys, RESOLUTION);
const lists = Array.from(keys, (_, i) => [
  ...neighbours.of.subarray(neighbours.starts[i], neighbours.starts[i + 1]),
]);

/** What one writes first. */
function plainGiStar(values: readonly number[], near: readonly (readonly number[])[]): number[] {
  const n = values.length;
  const mean = values.reduce((a, b) => a + b, 0) / n;
  const s = Math.sqrt(values.reduce((a, b) => a + b * b, 0) / n - mean * mean);
  return near.map((list) => {
    const sum = list.reduce((total, j) => total + (values[j] ?? 0), 0);
    const w = list.length;
    return (sum - mean * w) / (s * Math.sqrt((n * w - w * w) / (n - 1)));
  });
}

const values = [...counts];
const built: number[] = [];
for (let i = 0; i < 5; i++) built.push(await took(() => hexNeighbours(keys, RESOLUTION)));
const ms = await inTurn(RUNS, {
  ours: () => giStar(counts, neighbours),
  plain: () => plainGiStar(values, lists),
  all: () => testHotspots(counts, neighbours),
});
show(`${keys.length} cells, ${neighbours.of.length} neighbours: found, ms`, median(built));
show('z with neighbours at hand, ms', ms.ours);
show('z, p, q and classes, ms', ms.all);
show('RATIO list of lists / offsets and indices', ms.plain / ms.ours, `${ms.plain.toFixed(2)} ms`);

const SCRIPT = `
  suppressPackageStartupMessages(library(spdep))
  folder <- commandArgs(trailingOnly = TRUE)[1]
  x <- scan(file.path(folder, "counts"), quiet = TRUE)
  near <- lapply(strsplit(readLines(file.path(folder, "near")), " "), as.integer)
  class(near) <- "nb"
  attr(near, "region.id") <- as.character(seq_along(near))
  attr(near, "sym") <- TRUE
  weights <- nb2listw(include.self(near), style = "B")
  z <- localG(x, weights)
  times <- sapply(1:11, function(i) {
    start <- Sys.time()
    localG(x, weights)
    1000 * as.numeric(difftime(Sys.time(), start, units = "secs"))
  })
  writeLines(c(format(times, digits = 6), sprintf("%.17g", as.numeric(z))), file.path(folder, "answer"))
  cat(as.character(packageVersion("spdep")))
`;

/** localG's z and the median of its milliseconds; a sentence where R or spdep is not there. */
function askR(near: Neighbours): { z: Float64Array; ms: number; version: string } | string {
  const folder = mkdtempSync(join(tmpdir(), 'gi_star-'));
  try {
    writeFileSync(join(folder, 'counts'), values.join('\n'));
    const others = Array.from({ length: values.length }, (_, i) =>
      [...near.of.subarray(near.starts[i], near.starts[i + 1])]
        .filter((j) => j !== i)
        .map((j) => j + 1)
        .join(' '),
    );
    writeFileSync(join(folder, 'near'), others.join('\n') + '\n');
    writeFileSync(join(folder, 'script.R'), SCRIPT);
    const version = execFileSync('Rscript', [join(folder, 'script.R'), folder], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: 300_000,
    });
    const answer = readFileSync(join(folder, 'answer'), 'utf8').trim().split('\n').map(Number);
    return { ms: median(answer.slice(0, 11)), z: Float64Array.from(answer.slice(11)), version };
  } catch (error) {
    const why = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    return `Not compared with R: Rscript with spdep did not run (${why}). On Debian: apt-get install r-cran-spdep`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const answered = askR(neighbours);
if (typeof answered === 'string') console.log(answered);
else {
  const z = giStar(counts, neighbours);
  const apart = z.reduce(
    (most, one, i) => Math.max(most, Math.abs(one - (answered.z[i] ?? NaN))),
    0,
  );
  show(
    `RATIO spdep ${answered.version} localG / ours`,
    answered.ms / ms.ours,
    `${answered.ms.toFixed(1)} ms in R`,
  );
  show('largest difference of a z', apart.toExponential(1));
  show('counts: mean, standard deviation', moments(counts).mean, moments(counts).deviation);
  if (!(apart < 1e-9)) {
    console.log('Gi* is not equal to localG to 1e-9.');
    process.exitCode = 1;
  }
}
