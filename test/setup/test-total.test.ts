import { describe, expect, it } from 'vitest';
import { countTests, type TestReport } from '../../.ci/setup/test.ts';

const clean: TestReport = { numPassedTests: 4, numFailedTests: 0, testResults: [] };

describe('the total of a test run', () => {
  it('is the number of tests when all passed', () => {
    expect(countTests(clean, 0)).toEqual({ passed: 4, failed: 0 });
  });

  it('counts a file that could not be loaded as one failure', () => {
    const report = { ...clean, testResults: [{ status: 'failed', assertionResults: [] }] };
    expect(countTests(report, 1)).toEqual({ passed: 4, failed: 1 });
  });

  it('counts a failed test once, not again for its file', () => {
    const testResults = [{ status: 'failed', assertionResults: [{ status: 'failed' }] }];
    expect(countTests({ ...clean, numFailedTests: 1, testResults }, 1)).toEqual({ passed: 4, failed: 1 });
  });

  it('counts an error outside any test as a failure', () => {
    expect(countTests(clean, 1)).toEqual({ passed: 4, failed: 1 });
  });

  it('is a failure when there is no report at all', () => {
    expect(countTests(undefined, 1)).toEqual({ passed: 0, failed: 1 });
  });
});
