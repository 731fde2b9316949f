import { createControlKeys, type ControlKeys } from '../timelines/control-keys.js';
import type { Access } from './access.js';

/** Takes the token of a presenter as the key of any timeline, besides the keys that there are. */
export function acceptPresenters(keys: ControlKeys, access: Access): ControlKeys {
  if (!access.isGuarded('presenter')) return keys;
  return {
    keyed: true,
    check: (timeline, key) => {
      if (access.isTokenOf('presenter', key)) return;
      // Where nothing but the token guards control, whatever else is given opens nothing.
      if (keys.keyed) return keys.check(timeline, key);
      return NO_PRESENTER.check(timeline, key);
    },
  };
}

const NO_PRESENTER = createControlKeys(() => undefined);
