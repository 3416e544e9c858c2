/** What stands for an area's slug where none is chosen. Without zod: pages import it. */

/** The partnership's own area. No area is called so. */
export const PARTNERSHIP_AREA = 'partnership';
/** All that is loaded. No area is called so. */
export const EVERYWHERE = 'everywhere';
