import { describe, expect, it } from 'vitest';
import type { ElementInfo } from '../../../scripts/manifest/element-info.js';
import { readElements } from '../../../scripts/manifest/read-elements.js';
import { useElementPage } from '../../support/element-page.js';
import { EVERY_ELEMENT, TRANSPORT_PARTS } from '../../support/every-element.js';
import { eventually } from '../../support/eventually.js';

const on = useElementPage();

/** No word that any attribute allows, no number, no id and no code. */
const WRONG = 'fortnight';

/** Where one word is as good as another: names, keys, and codes that a source may have or not. */
const FREE = /^(label|name|presenter|control-key|sync|partner|commodity|port|mode|transport|codes)$/;

/** An address can be of anything that there may be; this is none. */
const NO_ADDRESS = 'http://';

const MARKUP: Readonly<Record<string, string>> = {
  ...EVERY_ELEMENT,
  ...TRANSPORT_PARTS,
  'trade-video': '<trade-video></trade-video>',
};

type Attribute = ElementInfo['attributes'][number];

const wrongOf = ({ name }: Attribute): string => (name === 'src' || name === 'geometry' ? NO_ADDRESS : WRONG);

const isSaid = ({ name, type }: Attribute): boolean => type?.text !== 'boolean' && !FREE.test(name);

/** One of the element for each of its attributes, wrong in that one alone. */
function wrongOnes({ tagName, attributes }: ElementInfo): string {
  const copies = attributes.map((attribute) => {
    const { name } = attribute;
    const plain = MARKUP[tagName]!.replace(new RegExp(` ${name}(="[^"]*")?(?=[ >])`), '');
    const inside = tagName === 'trade-source' ? '<trade-kpi></trade-kpi>' : '';
    return plain.replace('></', ` ${name}="${wrongOf(attribute)}" data-wrong="${name}">${inside}</`);
  });
  return copies.join('');
}

/** What is read where the wrong one is; a source shows nothing itself, what is inside it does. */
const textsByAttribute = (tag: string): Promise<Record<string, string>> =>
  on.page.evaluate((tag) => {
    const textIn = (root: ParentNode): string =>
      [...root.querySelectorAll('*')].reduce(
        (text, { shadowRoot }) => (shadowRoot === null ? text : text + textIn(shadowRoot)),
        root.textContent ?? '',
      );
    return Object.fromEntries(
      [...document.querySelectorAll<HTMLElement>('[data-wrong]')].map((one) => [
        one.dataset['wrong']!,
        textIn(tag === 'trade-source' ? one.firstElementChild!.shadowRoot! : one.shadowRoot!),
      ]),
    );
  }, tag);

describe.each(readElements().map((element) => [element.tagName, element] as const))(
  '<%s>',
  (tag, element) => {
    it('says what is wrong with each attribute, in its place and in the console, and throws nothing', async () => {
      const told: string[] = [];
      on.page.on('console', (line) => line.type() === 'warning' && told.push(line.text()));
      await on.open(wrongOnes(element));
      on.keepLive();
      const said = element.attributes.filter(isSaid);
      // What `for` and `source` name, a transport takes for the same.
      const names = ({ name }: Attribute): RegExp =>
        new RegExp(`\\b(${name}${name === 'for' ? '|source' : ''})\\b[^:]*: .*(expected|there is no|got)`);
      let silent: string[] = [];
      await eventually(`all is said`, async () => {
        const texts = await textsByAttribute(tag);
        silent = said.filter((one) => !names(one).test(texts[one.name] ?? '')).map(({ name }) => name);
        return silent.length === 0;
      }).catch((error: unknown) => expect(silent, String(error)).toEqual([]));
      await eventually('all is told', () => {
        silent = said.filter((one) => !told.some((line) => names(one).test(line))).map(({ name }) => name);
        return silent.length === 0;
      }).catch((error: unknown) => expect(silent, String(error)).toEqual([]));
      expect(on.faults.filter((fault) => !/WebSocket|Failed to load resource/.test(fault))).toEqual([]);
    });

    it('takes whatever is written for each attribute that any word will do for', async () => {
      await on.open(wrongOnes({ ...element, attributes: element.attributes.filter((one) => !isSaid(one)) }));
      on.keepLive();
      await eventually('all have come', () =>
        on.page.evaluate(() =>
          [...document.querySelectorAll('[data-wrong]')].every((one) =>
            one.matches(':state(live), :state(empty), trade-source, trade-video'),
          ),
        ),
      );
      expect(on.faults.filter((fault) => !/Failed to load resource/.test(fault))).toEqual([]);
    });
  },
);
