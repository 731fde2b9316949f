import { ProblemError } from '../../protocol/errors.js';
import { LIMITS } from '../../protocol/limits.js';

/**
 * Sees to it that no viewer asks for more than one frame can hold without holding up all others.
 * @param cells those of all views of a viewer
 * @throws ProblemError `too-many-cells`
 */
export function checkCells(cells: number): void {
  const most = LIMITS.cellsPerViewer;
  if (cells <= most) return;
  const message = `view: expected at most ${most} cells in all views together, got ${cells} or more; ask for fewer buckets or measures, coarser groups, or less with where`;
  throw new ProblemError({ code: 'too-many-cells', field: 'view', message });
}
