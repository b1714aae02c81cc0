import { afterEach, describe, expect, it, vi } from 'vitest';
import { limitScripts, ownScript } from '../../../src/ui/shell/trusted-types.ts';

const PAGE = 'https://example.org/tools/index.html';

describe('ownScript', () => {
  it.each(['/assets/worker.js', 'assets/worker.js', 'https://example.org/assets/worker.js'])(
    'lets %s pass',
    (address) => {
      expect(ownScript(address, PAGE)).toMatch(/^https:\/\/example\.org\/.*worker\.js$/);
    },
  );

  it.each([
    'https://elsewhere.org/worker.js',
    '//elsewhere.org/worker.js',
    'data:text/javascript,1',
    'javascript:1',
    'http://example.org/worker.js',
  ])('refuses %s', (address) => expect(ownScript(address, PAGE)).toBeNull());
});

describe('limitScripts', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('sets one policy for script addresses, and does nothing in browsers without such policies', () => {
    const createPolicy = vi.fn();
    vi.stubGlobal('trustedTypes', { createPolicy });
    vi.stubGlobal('location', { href: PAGE });
    limitScripts();
    const [[name, rules] = []] = createPolicy.mock.calls;
    expect(name).toBe('default');
    expect(rules.createScriptURL('/a.js')).toBe('https://example.org/a.js');
    expect(rules.createScriptURL('https://elsewhere.org/a.js')).toBeNull();
    vi.stubGlobal('trustedTypes', undefined);
    expect(limitScripts).not.toThrow();
  });
});
