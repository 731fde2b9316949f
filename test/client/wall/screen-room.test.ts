import { describe, expect, it } from 'vitest';
import { typeSizeOn } from '../../../client/wall/type-scale.js';
import { roomOn } from '../../../client/wall/screen-room.js';

const FULL_HD = { width: 1920, height: 1080 };
const UPRIGHT = { width: 1080, height: 1920 };
const SCALES = [1, 1.25, 1.5, 1.75, 2, 2.5, 3, 3.5, 4];
const AROUND = { titleEm: 12, hasAlerts: false };

describe('roomOn', () => {
  it('has all of the design in the type that it was made for', () => {
    const { overview, tiles, plan, leftOut } = roomOn(FULL_HD, 1, AROUND);
    expect([overview.charts, overview.rows, plan?.columns]).toEqual([Infinity, Infinity, Infinity]);
    expect(tiles).toBeNull();
    expect(leftOut).toEqual([]);
  });

  it.each([
    ['lying', FULL_HD],
    ['upright', UPRIGHT],
    ['32:9', { width: 3840, height: 1080 }],
  ])('never has more room in larger type, %s', (_, screen) => {
    const rooms = SCALES.map((scale) => roomOn(screen, scale, AROUND));
    const places = rooms.map(({ overview, stage, plan, replay, diagnostics }) => [
      Number(overview.charts > 0),
      Number(stage.charts > 0),
      plan === null ? -1 : plan.columns,
      Number(replay.hasScrubber),
      diagnostics.lines,
    ]);
    for (const [index, place] of places.slice(1).entries()) {
      for (const [part, count] of place.entries()) expect(count).toBeLessThanOrEqual(places[index]![part]!);
    }
  });

  it('always has a tile and two lines of diagnostics, for the largest type has room for these', () => {
    const { tiles, diagnostics } = roomOn(FULL_HD, 4, AROUND);
    expect(tiles!.columns * tiles!.rows).toBeGreaterThanOrEqual(1);
    expect(tiles!.figureEm).toBeGreaterThanOrEqual(1.6);
    expect(diagnostics.lines).toBeGreaterThanOrEqual(2);
  });

  it('leaves out rankings before the course of trade, and that before figures', () => {
    const parts = [1.25, 2, 3].map((scale) => roomOn(FULL_HD, scale, AROUND));
    expect(parts.map(({ overview }) => overview.charts > 0)).toEqual([true, true, false]);
    expect(parts.map(({ overview }) => overview.rows > 0)).toEqual([true, false, false]);
    expect(parts[0]!.leftOut).not.toContain('rankings');
    expect(parts[2]!.leftOut).toContain('rankings');
  });

  it('has room for how far a replay has come where its clock fits a line beside how it is played', () => {
    const screen = { width: 2560, height: 1080 };
    const { scale } = typeSizeOn(screen, { distanceM: 8, diagonalIn: 85 });
    expect(roomOn(screen, scale, AROUND).replay).toEqual({ charts: 0, rows: 0, hasScrubber: true });
  });

  it('counts the line that tells of unusual flows', () => {
    const [without, beside] = [false, true].map((hasAlerts) => roomOn(FULL_HD, 2, { ...AROUND, hasAlerts }));
    expect(beside!.diagnostics.lines).toBeLessThan(without!.diagnostics.lines);
  });

  it('counts a title that takes two lines', () => {
    const [short, long] = [8, 40].map(
      (em) => roomOn(FULL_HD, 2, { ...AROUND, titleEm: em }).diagnostics.lines,
    );
    expect(long).toBeLessThan(short!);
  });
});
