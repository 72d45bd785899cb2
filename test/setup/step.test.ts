import { describe, expect, it, vi } from 'vitest';
import { runSteps, type Step } from '../../.ci/setup/step.ts';

describe('set-up steps', () => {
  it('leave alone what is already done', async () => {
    const run = vi.fn();
    await runSteps([{ name: 'test-done', isDone: () => true, run }]);
    expect(run).not.toHaveBeenCalled();
  });

  it('run once when two commands start together', async () => {
    let isDone = false;
    const run = vi.fn(async () => {
      await Promise.resolve();
      isDone = true;
    });
    const step: Step = { name: 'test-together', isDone: () => isDone, run };
    await Promise.all([runSteps([step]), runSteps([step])]);
    expect(run).toHaveBeenCalledOnce();
  });

  it('do not keep the next command waiting after a failure', async () => {
    const fail: Step = {
      name: 'test-failing',
      isDone: () => false,
      run: () => Promise.reject(new Error('no')),
    };
    await expect(runSteps([fail])).rejects.toThrow('no');
    await expect(runSteps([{ ...fail, run: () => undefined }])).resolves.toBeUndefined();
  });
});
