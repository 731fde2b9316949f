import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Bucket } from '../../protocol/buckets.js';
import { ProblemError, type Problem } from '../../protocol/errors.js';
import { utcOffsetMs, type Frequency, type TimelineInfo } from '../../protocol/timeline-info.js';
import type { ControlCommand } from '../feed/feed-connection.js';
import { CLOCK_VIEW, FeedController } from '../feed/feed-controller.js';
import { ConnectionLostError } from '../feed/pending-requests.js';
import type { Lang } from '../locales/lang.js';
import { transportMessage } from '../locales/transport-message.js';
import { TradeElement } from './trade-element.js';
import { commandOfKey } from './transport-keys.js';
import { transportStyles } from './transport-styles.js';

/** How long a refusal stays: long enough to be read twice. */
const SAID_MS = 8_000;

/** What is stepped by, as finely as figures are known; of single movements, days. */
const STEP_BUCKETS: Readonly<Record<Frequency, Bucket>> = {
  instant: '1d',
  day: '1d',
  month: '1mo',
  quarter: '1q',
  year: '1y',
  mixed: '1mo',
};

/** What became of a command, for whoever shows it instead of the part that gave it. */
export class TransportAnswerEvent extends Event {
  static readonly type = 'trade-answer';
  readonly text: string;

  constructor(text: string) {
    super(TransportAnswerEvent.type, { bubbles: true, composed: true });
    this.text = text;
  }
}

/**
 * A part that moves a timeline's clock. It shows what the server last said and asks for changes by commands; nothing is
 * shown as done before the server has done it. Keys are those of video players, while the focus is inside.
 *
 * @attr {string} for - id of a trade-source, the same as `source`
 * @attr {boolean} quiet - leaves keys, and what is to be said, to the transport around it
 * @attr {boolean} readonly - shows how things stand, with nothing to press: for a screen that nobody touches
 * @csspart said - what became of the last command
 * @event {CustomEvent<{command: ControlCommand}>} trade-control - before a command is sent; `preventDefault()` keeps it
 */
export abstract class TransportElement extends TradeElement {
  static override styles = [...TradeElement.styles, transportStyles];

  @property({ type: Boolean }) quiet = false;
  /** Shows how things stand, with nothing to press. */
  @property({ type: Boolean, attribute: 'readonly' }) readOnly = false;

  @state() protected said = '';

  protected override readonly feed = new FeedController(this, () => {
    this.checkAttributes();
    return CLOCK_VIEW;
  });
  #saying: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.addEventListener('keydown', this.#onKey);
  }

  @property({ attribute: 'for' })
  get htmlFor(): string | null {
    return this.source;
  }
  set htmlFor(id: string | null) {
    this.source = id;
  }

  protected override get hasContent(): boolean {
    return this.feed.timeline !== null;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#saying);
  }

  /** Looks at what attributes there are of its own. @throws ProblemError naming the one that is wrong */
  protected checkAttributes(): void {}

  /** What the part is when the clock can be moved, or at least followed. */
  protected abstract renderControl(timeline: TimelineInfo): TemplateResult;

  protected override renderContent(): TemplateResult {
    const timeline = this.feed.timeline!;
    if (this.readOnly) return html`<div part="base">${this.renderStanding(timeline)}</div>`;
    const control = timeline.controllable || this.quiet ? this.renderControl(timeline) : this.renderFixed();
    return html`<div part="base">${control}${this.quiet ? nothing : this.renderSaid()}</div>`;
  }

  /** What the part shows where nobody is to move the clock by it. */
  protected renderStanding(timeline: TimelineInfo): TemplateResult {
    return this.renderControl(timeline);
  }

  /** What the part is where the clock can't be moved by anybody. */
  protected renderFixed(): TemplateResult {
    return html`<p class="notice" part="notice">
      ${transportMessage(this.language, 'transport.notControllable')}
    </p>`;
  }

  protected renderSaid(): TemplateResult {
    return html`<p class="said" part="said" role="status">${this.said}</p>`;
  }

  /** Whether commands make sense: the clock can be moved, and its key, if it takes one, is there. */
  protected get canControl(): boolean {
    const { timeline, source, connection } = this.feed;
    if (this.readOnly || timeline === null || connection?.state !== 'live' || !timeline.controllable)
      return false;
    return timeline.keyed !== true || Boolean(source.controlKey);
  }

  /** What `,` and `.` step by. */
  protected get stepBucket(): Exclude<Bucket, 'all'> {
    return STEP_BUCKETS[this.feed.timeline?.frequency ?? 'instant'] as Exclude<Bucket, 'all'>;
  }

  /** Looks again when something has come over HTTP; the same for every request, so that it is kept once. */
  protected readonly onLoaded = (): void => this.requestUpdate();

  protected get offsetMs(): number {
    return utcOffsetMs(this.feed.timeline!.utcOffset);
  }

  /** Asks the server; what became of it is said, and seen when the server says so. */
  protected async request(command: ControlCommand): Promise<void> {
    const event = new CustomEvent('trade-control', {
      detail: { command },
      bubbles: true,
      composed: true,
      cancelable: true,
    });
    if (!this.dispatchEvent(event)) return;
    try {
      const { note } = await this.feed.control(command);
      this.#answer(note === undefined ? '' : transportMessage(this.language, 'transport.noted', { note }));
    } catch (error) {
      this.#answer(refusalText(error, this.language));
    }
  }

  /** Says something for a while. */
  protected say(text: string): void {
    this.said = text;
    clearTimeout(this.#saying);
    if (text !== '') this.#saying = setTimeout(() => (this.said = ''), SAID_MS);
  }

  #answer(text: string): void {
    if (this.quiet) this.dispatchEvent(new TransportAnswerEvent(text));
    else this.say(text);
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    const { timeline, playhead } = this.feed;
    const hasModifier = event.ctrlKey || event.altKey || event.metaKey;
    // In a transport the keys are the transport's, which may step by something else.
    if (this.quiet || event.defaultPrevented || hasModifier || !this.canControl || isOwnKey(event)) return;
    const command = commandOfKey(event.key, {
      timeline: timeline!,
      playhead: playhead!,
      bucket: this.stepBucket,
    });
    if (command === null) return;
    event.preventDefault();
    void this.request(command);
  };
}

/** Keys that what has the focus needs itself: all of a list's, and those that press a button. */
function isOwnKey(event: KeyboardEvent): boolean {
  const [target] = event.composedPath();
  if (target instanceof HTMLSelectElement || target instanceof HTMLInputElement) return true;
  return target instanceof HTMLButtonElement && event.key === ' ';
}

function refusalText(error: unknown, lang: Lang): string {
  if (error instanceof ConnectionLostError) return transportMessage(lang, 'transport.lost');
  const problem: Problem =
    error instanceof ProblemError ? error.problem : { code: 'internal', message: String(error) };
  return problem.code === 'forbidden'
    ? transportMessage(lang, 'transport.forbidden')
    : transportMessage(lang, 'transport.refused', { problem: problem.message });
}
