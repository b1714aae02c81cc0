import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { migrations } from '../../../src/graph/migrations/list.ts';
import type { Migration } from '../../../src/graph/migrations/migrate.ts';
import { migrate, migrationProblems } from '../../../src/graph/migrations/migrate.ts';
import { VERSION } from '../../../src/graph/types.ts';
import { fixtureText, opened } from '../support.ts';

/** A released fixture never changes; add a line per version, and touch none. */
const FROZEN: Readonly<Record<number, string>> = {
  1: '6ffbac1e69e698ed00d7150b9833faf49cdc6b13c21b3d968d8974943694f5f8',
};
const versions = Array.from({ length: VERSION }, (_, i) => i + 1);

describe('our own migrations', () => {
  test('lead without gaps to the current version', () => {
    expect(migrationProblems(migrations, VERSION)).toEqual([]);
  });

  test.each(versions)('a frozen file of version %i exists, is untouched and opens without a word', (version) => {
    const text = fixtureText(version);
    expect(createHash('sha256').update(text).digest('hex')).toBe(FROZEN[version]);
    expect(JSON.parse(text)).toMatchObject({ version });
    expect(opened(text).warnings).toEqual([]);
    expect(opened(text).document.version).toBe(VERSION);
  });

  test('each one changes at least one of the frozen files', () => {
    for (const migration of migrations) {
      const before = JSON.parse(fixtureText(migration.number)) as Record<string, unknown>;
      expect(migration.up(structuredClone(before))).not.toEqual(before);
    }
  });
});

describe('the mechanism', () => {
  const first: Migration = { number: 1, name: 'nameToTitle', up: ({ name, ...rest }) => ({ ...rest, title: name }) };
  const second: Migration = { number: 2, name: 'addLanguage', up: (raw) => ({ ...raw, language: 'en' }) };
  const list = [first, second];

  test('runs what is needed, in order, and sets the version', () => {
    expect(migrate({ version: 1, name: 'a', odd: 1 }, 1, list, 3)).toEqual({
      ok: true,
      value: { version: 3, title: 'a', language: 'en', odd: 1 },
    });
    expect(migrate({ version: 2, name: 'a' }, 2, list, 3)).toMatchObject({
      value: { name: 'a', language: 'en', version: 3 },
    });
    expect(migrate({ version: 3 }, 3, list, 3)).toEqual({ ok: true, value: { version: 3 } });
  });

  test('gaps, doubles and missing ones are found', () => {
    expect(migrationProblems(list, 3)).toEqual([]);
    expect(migrationProblems(list, 4)).toEqual(['Version 4 needs 3 migrations, found 2.']);
    expect(migrationProblems([second], 2)).toEqual(['Migration 1 ("addLanguage") has the number 2.']);
    expect(migrationProblems([first, { ...first, number: 2 }], 3)).toEqual(['The name "nameToTitle" is used twice.']);
  });

  test('a missing or failing migration is an answer, not an exception', () => {
    const fails: Migration = {
      number: 1,
      name: 'fails',
      up: () => {
        throw new Error('no title');
      },
    };
    expect(migrate({}, 1, [], 2)).toEqual({ ok: false, error: 'No migration leads from version 1 to version 2.' });
    expect(migrate({}, 1, [fails], 2)).toEqual({
      ok: false,
      error: 'The migration "fails" of version 1 failed: no title.',
    });
  });
});
