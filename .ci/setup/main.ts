import { SetupError } from './progress.ts';
import { runSteps } from './step.ts';
import { verbs } from './verbs.ts';

/** Brings about what the verb needs, then runs it. Returns the exit code. */
export async function runVerb(name: string, args: readonly string[]): Promise<number> {
  const verb = verbs.get(name);
  if (!verb) {
    process.stderr.write(helpText(name));
    return name === 'help' ? 0 : 2;
  }
  try {
    await runSteps(verb.needs);
    return await verb.run(args);
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
}

function helpText(name: string): string {
  const lines = [...verbs].map(([verb, { summary }]) => `  npm run ${verb.padEnd(9)} ${summary}`);
  const complaint = name === 'help' ? '' : `There is no command "${name}".\n`;
  return `${complaint}Commands:\n${lines.join('\n')}\n`;
}
