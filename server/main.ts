#!/usr/bin/env node
import { Command, CommanderError, Option } from 'commander';
import { ALERT_MEASURES } from '../protocol/alerts.js';
import { ALERT_DEFAULTS } from './alerts/alert-settings.js';
import { EXIT, reportFailure } from './commands/failure.js';
import { maskUsageError } from './commands/mask-secrets.js';
import {
  alertDimensions,
  alertGroups,
  clockSpeed,
  collect,
  column,
  controlKey,
  count,
  currency,
  dataset,
  days,
  falseAlarms,
  flow,
  flushMs,
  gapSeconds,
  gigabytes,
  hostName,
  instant,
  label,
  minutes,
  natsUrl,
  network,
  origin,
  percentChange,
  port,
  seconds,
  serverUrl,
  utcOffset,
  valuation,
  wholeNumber,
} from './commands/option-parsers.js';
import { SAMPLES } from './samples/samples.js';

// A command is loaded when it is given: who serves has no use for what reads files.
const program = new Command('tradewall')
  .description('A real-time monitor of foreign trade.')
  .exitOverride()
  .configureOutput({
    outputError: (text, write) => write(maskUsageError(text).replace(/^error: /, 'tradewall: ')),
  })
  .showSuggestionAfterError();

/** Options of what serves viewers. */
function withServing(command: Command): Command {
  return command
    .option('--port <number>', 'port to listen on; 0 takes any free one', port, 8787)
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--speed <number>', 'event seconds per second (default: 1 simulated, 86400 replay)', clockSpeed)
    .option('--loop', 'start replays again at their end', false)
    .option(
      '--gap-seconds <number>',
      'seconds in which a replay crosses a stretch without records (default: 2)',
      gapSeconds,
    )
    .option('--control-key <key>', 'key that control of the timelines takes', controlKey)
    .option('--key-file <file>', 'JSON file of such keys, by timeline')
    .option(
      '--calendar <file>',
      'chapters of your own, as JSON or iCalendar; may be given again',
      collect,
      [],
    )
    .option('--seed <number>', 'seed of the simulated timeline', wholeNumber, 42)
    .option(
      '--alert-by <dimensions>',
      'what is watched for unusual flows, or none',
      alertDimensions,
      ALERT_DEFAULTS.dimensions,
    )
    .addOption(
      new Option('--alert-measure <measure>', 'what is watched of them')
        .choices(['auto', ...ALERT_MEASURES])
        .default(ALERT_DEFAULTS.measure),
    )
    .option(
      '--alert-change <percent>',
      'least change that is told',
      percentChange,
      100 * ALERT_DEFAULTS.change,
    )
    .option(
      '--alert-false-alarms <number>',
      'false alarms a year to be aimed at, of all that is watched',
      falseAlarms,
      ALERT_DEFAULTS.falseAlarms,
    )
    .option(
      '--alert-groups <number>',
      'largest groups of each flow that are watched',
      alertGroups,
      ALERT_DEFAULTS.groups,
    )
    .addOption(new Option('--sample <name>', 'sample that ships to play').choices(Object.keys(SAMPLES)))
    .option('--store <folder>', 'store whose datasets are served, and into which files are imported')
    .option('--token-file <file>', 'JSON file of tokens and what who has them may do')
    .option('--origin <url>', 'site whose pages may use the server; may be given again', origin, [])
    .option(
      '--allow-host <name>',
      'name by which the server is asked for, besides localhost and addresses; may be given again',
      hostName,
      [],
    )
    .option(
      '--connections-per-address <number>',
      'connections that an address may have (default: 1000)',
      count,
    )
    .option('--connections-per-token <number>', 'connections that a token may have (default: 10000)', count)
    .option('--subscriptions-per-address <number>', 'views of an address (default: 25000)', count)
    .option('--subscriptions-per-token <number>', 'views of a token (default: 250000)', count)
    .option(
      '--messages-per-address <number>',
      'messages and requests of an address a second (default: 2500)',
      count,
    )
    .option(
      '--messages-per-token <number>',
      'messages and requests of a token a second (default: 25000)',
      count,
    )
    .option(
      '--bytes-per-address <number>',
      'bytes that an address may send a second (default: 100000000)',
      count,
    )
    .option('--bytes-per-token <number>', 'bytes that a token may send a second (default: 100000000)', count)
    .option(
      '--trust-proxy <address>',
      'proxy, or network of them, whose X-Forwarded-For is believed; may be given again',
      network,
      [],
    )
    .option('--tls-cert <file>', 'certificate, as PEM: serve HTTPS')
    .option('--tls-key <file>', 'key of the certificate, as PEM');
}

/** Options that say how live records are taken, wherever that is done. */
function withTerms(command: Command): Command {
  return command
    .option('--currency <code>', 'only currency of live records (default: that of the first one)', currency)
    .option(
      '--utc-offset <offset>',
      'local time of live records, whose days begin at its midnight (default: +00:00)',
      utcOffset,
    )
    .option('--id-days <number>', 'days in which a record sent again is known by its id (default: 7)', days)
    .option('--keep-days <number>', 'days in which live records are kept one by one (default: 8)', days)
    .option('--late-days <number>', 'age in days above which records are refused (default: 731)', days)
    .option('--future-minutes <number>', 'how far ahead of the clock records may be (default: 10)', minutes);
}

/** Options of what runs until it is told to stop. */
function withLog(command: Command): Command {
  return command
    .option('--json-log', 'write the log as JSON lines', false)
    .addOption(
      new Option('--log-level <level>', 'least important lines of the log to write')
        .choices(['debug', 'info', 'warn', 'error'])
        .default('info'),
    )
    .option('--config <file>', 'JSON file of these options, for those not given here or in the environment')
    .addHelpText('after', '\nEach option may be in the environment: --port as TRADEWALL_PORT.');
}

const serving = withServing(
  program
    .command('serve')
    .description('show trade on a wall: the simulated timeline, or the files given as replays')
    .argument('[file...]', 'files to play, as their publishers give them'),
)
  .option('--demo', 'play all datasets in turn on a timeline named demo, for as long as it runs', false)
  .option('--live', 'take records at /api/records and show them as they come', false)
  .option('--flush-ms <number>', 'how long live records wait to be written together (default: 5)', flushMs)
  .option('--max-ids <number>', 'ids of live records that are known at most (default: 50000000)', count)
  .option('--nats <url>', 'servers of NATS JetStream whose stream of records to take, too', natsUrl)
  .option(
    '--replicas <number>',
    'copies that NATS keeps, where there is no stream yet (default: 3 in a cluster)',
    count,
  )
  .action(async (files, flags, command) =>
    (await import('./commands/serve.js')).serve(files, flags, command),
  );
withLog(withTerms(serving));

const gateway = withServing(
  program
    .command('gateway')
    .description('serve viewers what aggregators have counted; any number of gateways show the same')
    .argument('[file...]', 'files to play beside it, the same on all gateways'),
)
  .option('--nats <url>', 'servers of NATS JetStream', natsUrl)
  .option('--live', 'take records at /api/records, too, and publish them', false)
  .option('--simulated', 'show the simulated timeline, too', false)
  .action(async (files, flags, command) =>
    (await import('./commands/gateway.js')).gateway(files, flags, command),
  );
withLog(gateway);

const aggregating = program
  .command('aggregate')
  .description('count a share of the records that go through NATS, for gateways to show')
  .option('--nats <url>', 'servers of NATS JetStream', natsUrl)
  .option('--port <number>', 'port of its health and metrics; 0 takes any free one', port, 8788)
  .option('--host <address>', 'address to listen on', '127.0.0.1')
  .option(
    '--partitions <number>',
    'parts that records are divided into, where none are yet (default: 8)',
    count,
  )
  .option(
    '--replicas <number>',
    'copies that NATS keeps, where there is no stream yet (default: 3 in a cluster)',
    count,
  )
  .option(
    '--records-gb <number>',
    'gigabytes of records that NATS keeps, where there is no stream yet (default: any)',
    gigabytes,
  )
  .option('--max-ids <number>', 'ids of live records that are known at most (default: 50000000)', count)
  .action(async (flags, command) => (await import('./commands/aggregate.js')).aggregate(flags, command));
withLog(withTerms(aggregating));

program
  .command('record')
  .description('write simulated or live records to a file that imports and replays as any other')
  .argument('<file>', 'NDJSON; compressed where the name ends in .gz')
  .requiredOption('--from <time>', 'first instant, as an ISO 8601 date or instant', instant)
  .requiredOption('--to <time>', 'instant after the last', instant)
  .option('--seed <number>', 'seed of the simulation (default: 42)', wholeNumber)
  .option('--feed <url>', 'running server whose live records, or whose simulation, to record')
  .option('--token <token>', 'what it knows you by (default: $TRADEWALL_TOKEN)')
  .action(async (file, flags) => (await import('./commands/record.js')).record(file, flags));

program
  .command('send')
  .description('send the records of files to a server that takes them; again where there is no answer')
  .argument('<file...>', 'NDJSON, JSON or CSV; compressed where the name ends in .gz')
  .option('--to <url>', 'server that was started with --live (default: http://127.0.0.1:8787)', serverUrl)
  .option('--nats <url>', 'servers of NATS JetStream to publish to, instead', natsUrl)
  .option('--token <token>', 'what it knows you by (default: $TRADEWALL_TOKEN)')
  .option('--patience <seconds>', 'how long to try without any answer', seconds, 60)
  .option('--json', 'print one JSON object per file on standard output, and nothing else', false)
  .action(async (files, flags) => (await import('./commands/send.js')).send(files, flags));

for (const command of ['import', 'inspect'] as const) {
  const isImport = command === 'import';
  const defined = program
    .command(command)
    .description(
      isImport
        ? 'read official trade files into a store'
        : 'tell what a file is and what its import would give; write nothing',
    )
    .argument('<file...>')
    .option('--as <name>', 'name of the dataset (default: made of the file name)', dataset)
    .option('--format <name>', 'format of the file', 'auto')
    .option('--flow <flow>', 'import or export, where the file does not tell', flow)
    .option('--currency <code>', 'currency of the values, where the file does not tell or has several')
    .option('--reporter <code>', 'keep the rows of one reporter')
    .option('--map <file>', 'JSON file that says what the columns of a file of no known format are')
    .option('--column <what=name>', 'one such column, as time=DATE; may be given again', column, {})
    .option('--title <text>', 'title of the dataset', label)
    .option('--source-name <text>', 'who publishes the figures', label)
    .option('--valuation <terms>', 'terms of the values, as import=CIF,export=FOB', valuation)
    .option(
      '--published <date>',
      'when these figures came out: what they revise is known from then on',
      instant,
    )
    .option('--json', 'print one JSON object per file on standard output, and nothing else', false);
  if (isImport)
    defined
      .option('--replace', 'these files are all of the dataset: what it holds already goes', false)
      .option('--store <folder>', 'folder of the store', 'tradewall-store')
      .action(async (files, flags) => (await import('./commands/datasets.js')).importFiles(files, flags));
  else
    defined.action(async (files, flags) =>
      (await import('./commands/datasets.js')).inspectFiles(files, flags),
    );
}

try {
  await program.parseAsync();
} catch (fault) {
  if (fault instanceof CommanderError) process.exitCode = fault.exitCode === 0 ? EXIT.done : EXIT.usage;
  else process.exitCode = reportFailure(fault);
}
