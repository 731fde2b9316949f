import { describe, expect, it } from 'vitest';
import { pagesOption, positiveOption } from '../../../scripts/soak/soak-options.js';

describe('options of a soak', () => {
  it('take whole numbers above 0, and name what they got else', () => {
    expect(positiveOption('rotations', '3')).toBe(3);
    expect(positiveOption('rotations', undefined)).toBeUndefined();
    expect(() => positiveOption('rotations', '0')).toThrow('--rotations 0: give a whole number above 0');
    expect(() => positiveOption('settle', 'x')).toThrow('--settle x');
  });

  it('take pages of the wall, all by default, and name those that there are', () => {
    expect(pagesOption('ports,plan')).toEqual(['ports', 'plan']);
    expect(pagesOption(undefined)).toContain('diagnostics');
    expect(() => pagesOption('ports,nowhere')).toThrow('there is no page nowhere; give some of overview,');
  });
});
