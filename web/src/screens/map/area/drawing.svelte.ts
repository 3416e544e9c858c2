/** The area under somebody's hand: corners set one by one, until it is closed or given up. */
import { ringProblem } from '#api/contract/drawn_ring.ts';
import { mapWords as words } from '#web/screens/map/words.ts';
import { FEWEST_CORNERS, MOST_CORNERS, isArea, withCorner, type Corner } from './drawn_area.ts';

const TAKES_KEYS = 'button, a, input, select, textarea, summary, [role=slider]';

export class Drawing {
  /** null: nothing is being drawn */
  corners = $state.raw<readonly Corner[] | null>(null);
  /** why the last press did nothing */
  refused = $state<string | null>(null);
  readonly active = $derived(this.corners !== null);

  start(): void {
    this.corners = [];
    this.refused = null;
  }

  add(corner: Corner): void {
    if (!this.corners) return;
    const next = withCorner(this.corners, corner);
    this.refused = this.corners.length >= MOST_CORNERS ? words.draw.tooMany(MOST_CORNERS) : null;
    this.corners = next;
  }

  takeBack(): void {
    this.corners = this.corners?.slice(0, -1) ?? null;
    this.refused = null;
  }

  cancel(): void {
    this.corners = null;
    this.refused = null;
  }

  /** The area, closed; null while it has too few corners or lines that cross, and `refused` says so. */
  close(): readonly Corner[] | null {
    const { corners } = this;
    if (!corners) return null;
    if (!isArea(corners)) {
      this.refused = words.draw.tooFew(corners.length, FEWEST_CORNERS);
      return null;
    }
    this.refused = ringProblem(corners);
    if (this.refused !== null) return null;
    this.cancel();
    return corners;
  }

  /** A key while drawing, unless it is meant for a button or a box. `setCorner` and `close` are the caller's, who
   *  knows the map and shows the area. */
  hear(event: KeyboardEvent, setCorner: () => void, close: () => void): void {
    if (!this.corners) return;
    const { key, target } = event;
    const elsewhere = target instanceof Element && target.closest(TAKES_KEYS) !== null;
    if (elsewhere && key !== 'Escape') return;
    if (key === 'Escape') this.cancel();
    else if (key === 'Backspace') this.takeBack();
    else if (key === 'Enter') close();
    else if (key === ' ') setCorner();
    else return;
    event.preventDefault();
  }
}
