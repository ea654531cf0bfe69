/** Outlines of the marks of the power-interest grid, around 0, 0 with a radius of 1: the screen, the legend and paper draw the same. */
export const MARK_PATHS = {
  adverse: "M0 -1.15L.32 -.32 1.15 0 .32 .32 0 1.15 -.32 .32 -1.15 0 -.32 -.32Z",
  up: "M0 -1.05L1 .75H-1Z",
  down: "M0 1.05L1 -.75H-1Z",
  square: "M-.8 -.8H.8V.8H-.8Z",
  ring: "M-.85 0a.85 .85 0 1 0 1.7 0a.85 .85 0 1 0 -1.7 0",
} as const;
