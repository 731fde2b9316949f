/** A label that belongs to a place on a line, in pixels. */
export interface Label {
  readonly label: string;
  readonly at: number;
  readonly width: number;
  /** One that has to be there goes before all that need not. */
  readonly isFirst?: boolean;
}

export interface PlacedLabel {
  readonly label: string;
  /** Left end, in pixels. */
  readonly from: number;
  readonly isFirst: boolean;
}

/** A way to set the labels looked at so far. */
interface Setting {
  readonly placed: readonly PlacedLabel[];
  /** Labels set; of those that go before others, each as many as all others. */
  readonly weight: number;
  /** How many stand left of their place, which is the second choice. */
  readonly turned: number;
  readonly takenTo: number;
}

/**
 * Sets labels in one row from 0 to `width`: each begins at its place or, turned, ends there. As many as can be are
 * set without one lying on another, and as few as can be of those are turned.
 */
export function placeLabels(labels: readonly Label[], width: number, gap: number): PlacedLabel[] {
  const inOrder = labels.filter(({ at }) => at >= 0 && at <= width).sort((a, b) => a.at - b.at);
  let settings: readonly Setting[] = [{ placed: [], weight: 0, turned: 0, takenTo: -gap }];
  for (const label of inOrder) {
    settings = bestOf(
      settings.flatMap((setting) => [
        setting,
        ...extended(setting, label, { end: width, gap, first: inOrder.length + 1 }),
      ]),
    );
  }
  const best = [...settings].sort((a, b) => b.weight - a.weight || a.turned - b.turned)[0];
  return [...(best?.placed ?? [])];
}

function extended(
  setting: Setting,
  { label, at, width, isFirst = false }: Label,
  { end, gap, first }: { end: number; gap: number; first: number },
): Setting[] {
  const choices = [
    { from: at, turned: 0 },
    { from: at - width, turned: 1 },
  ];
  return choices
    .filter(({ from }) => from >= setting.takenTo + gap && from + width <= end)
    .map(({ from, turned }) => ({
      placed: [...setting.placed, { label, from, isFirst }],
      weight: setting.weight + (isFirst ? first : 1),
      turned: setting.turned + turned,
      takenTo: from + width,
    }));
}

/** Of settings that set and turn as many labels, only the one that leaves most room can still win. */
function bestOf(settings: readonly Setting[]): Setting[] {
  const best = new Map<string, Setting>();
  for (const setting of settings) {
    const key = `${setting.weight} ${setting.turned}`;
    if (setting.takenTo < (best.get(key)?.takenTo ?? Infinity)) best.set(key, setting);
  }
  return [...best.values()];
}
