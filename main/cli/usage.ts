/** How each command is called. Apart from the commands, so that help needs none of them loaded. */
export const CONNECT_USAGE = '[--server tls://HOST:PORT]... [--ca PEM] [--creds FILE]';

export const PRECHECK_USAGE = [
  'precheck VIDEO [--card IMAGE] [--json | --html FILE] [--policy FILE]',
  'precheck --card IMAGE [--json]',
  'precheck --batch DIR --jsonl [--jobs N]',
].join('\n');

export const DOCTOR_USAGE = 'doctor [--json]';

export const JUDGE_USAGE = 'judge FILE [--json] [--no-card] [--policy FILE]';

export const KEY_USAGE =
  'key status [--json] | key set [--slot live|test|fleet|handOver] < FILE | key remove [--slot live|test|fleet|handOver]';

export const POLICY_USAGE = 'policy show [--json] | policy check FILE [--json]';

export const SUPERVISOR_PIN_USAGE =
  'supervisor-pin status [--json] | supervisor-pin set < FILE | supervisor-pin remove | supervisor-pin hash < FILE';

export const STATS_USAGE = 'stats [LEDGER...] [--practice] [--json]';

export const VERIFY_JOURNAL_USAGE = 'verify-journal FILE [--key PEM] [--head FILE|TEXT]... [--json]';

export const VERIFY_STREAM_USAGE = `verify-journal --stream [--bank B] [--branch B] [--station S] [--key PEM]... [--json] ${CONNECT_USAGE}`;

export const FLEET_POLICY_USAGE = `fleet policy sign SETTINGS.json --bank B --ring R --version N --until DATE [--from DATE] --private-key FILE|-
fleet policy put DOCUMENT --key PEM ${CONNECT_USAGE}
fleet policy show [--bank B] [--ring R] [--key PEM] [--json] ${CONNECT_USAGE}`;

export const FLEET_USAGE = `fleet [--days N] [--bank B] [--branch B] [--json | --csv] ${CONNECT_USAGE}
fleet init [--replicas 1|3|5] [--max-gb N] ${CONNECT_USAGE}
fleet account BANK BRANCH STATION
${FLEET_POLICY_USAGE}`;

export const VERIFY_RECEIPT_USAGE = 'verify-receipt TEXT [--key PEM]... [--json]';

/** Every command, as help shows them. */
export const USAGES = [
  PRECHECK_USAGE,
  DOCTOR_USAGE,
  JUDGE_USAGE,
  KEY_USAGE,
  POLICY_USAGE,
  SUPERVISOR_PIN_USAGE,
  STATS_USAGE,
  VERIFY_JOURNAL_USAGE,
  VERIFY_STREAM_USAGE,
  FLEET_USAGE,
  VERIFY_RECEIPT_USAGE,
].join('\n');
