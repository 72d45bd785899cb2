import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { callStats, type StationStats } from '../core/call-stats.ts';
import { failure } from '../core/failure.ts';
import type { Language } from '../core/language.ts';
import { catalogues } from '../core/messages/catalogue.ts';
import { failed, ok, type Result } from '../core/result.ts';
import { ENOUGH_SAMPLES } from '../core/rule-suggestion.ts';
import { readBook, type Book } from '../ledger/book.ts';
import type { Command, CommandIo, ExitStatus } from './command.ts';
import { refuse } from './refuse.ts';
import { STATS_USAGE } from './usage.ts';

export const STATS_SCHEMA = 'liveness-kiosk/stats@1';

/**
 * Predicted against actual codes out of the call ledger: of this station, or of the ledgers named.
 * Exit status: 0, 2 unusable input, 3 internal error.
 */
export const statsCommand: Command = { run };

async function run(args: readonly string[], io: CommandIo): Promise<ExitStatus> {
  const asked = parse(args);
  if (!asked.ok) return refuse(asked.failure, io);
  const books: Book[] = [];
  for (const path of asked.value.paths) {
    const bytes = await readFile(path).catch(() => null);
    if (bytes === null) return refuse(failure('inputMissing', path), io);
    books.push(readBook(bytes));
  }
  const stations = callStats(books.flatMap(({ calls }) => calls));
  const damagedLines = books.reduce((sum, book) => sum + book.damagedLines, 0);
  io.stdout(
    asked.value.json
      ? `${JSON.stringify({ schema: STATS_SCHEMA, stations, damagedLines }, null, 2)}\n`
      : describe(stations, damagedLines, io.language),
  );
  return 0;
}

interface Asked {
  readonly paths: readonly string[];
  readonly json: boolean;
}

function parse(args: readonly string[]): Result<Asked> {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { json: { type: 'boolean' }, practice: { type: 'boolean' } },
      allowPositionals: true,
    });
    const own = ownLedger(values.practice === true ? 'practice' : 'live', process.platform, process.env);
    return ok({ paths: positionals.length === 0 ? [own] : positionals, json: values.json === true });
  } catch (error) {
    return failed(failure('usage', `${error instanceof Error ? error.message : ''} ${STATS_USAGE}`, error));
  }
}

/** Where the app of this user keeps its ledger: below what Electron calls `userData`. */
export function ownLedger(mode: string, platform: NodeJS.Platform, env: NodeJS.ProcessEnv): string {
  const data =
    platform === 'win32'
      ? (env['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming'))
      : platform === 'darwin'
        ? join(homedir(), 'Library', 'Application Support')
        : (env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config'));
  return join(data, 'Liveness Kiosk', 'ledger', `${mode}.ledger`);
}

function describe(stations: readonly StationStats[], damagedLines: number, language: Language): string {
  const words = catalogues[language].stats;
  const lines = stations.flatMap((station) => [...stationLines(station, language), '']);
  return [
    ...(stations.length === 0 ? [words.none] : [...lines, words.blind]),
    ...(damagedLines === 0 ? [] : [words.damaged(damagedLines)]),
    '',
  ].join('\n');
}

function stationLines(of: StationStats, language: Language): readonly string[] {
  const words = catalogues[language].stats;
  const { mode, pairs, rules, missed, suggestions } = of;
  const hasSuggestions = Object.keys(suggestions).length > 0;
  return [
    words.station(of.station, mode),
    words.calls(of.calls, of.answered, of.notSent, of.unknown),
    ...titled(
      words.pairs,
      pairs,
      ({ predicted, actual, count }) => `${predicted} -> ${actual.padEnd(8)} ${count}`,
    ),
    ...titled(
      words.rules,
      rules,
      ({ rule, code, remarked, confirmed, inVain }) =>
        `${rule} (${code ?? '-'}): ${words.rule(remarked, confirmed, inVain)}`,
    ),
    ...titled(
      words.missed,
      missed,
      ({ code, count, rules: by }) => `${code}: ${words.missedCode(count, by.join(', '))}`,
    ),
    ...(hasSuggestions
      ? [`${words.suggestions}:`, `  ${JSON.stringify({ precheck: { rules: suggestions } })}`]
      : [words.noSuggestions(ENOUGH_SAMPLES)]),
  ];
}

function titled<T>(title: string, rows: readonly T[], format: (row: T) => string): readonly string[] {
  return rows.length === 0 ? [] : [`${title}:`, ...rows.map((row) => `  ${format(row)}`)];
}
