import type { ReactElement } from 'react';
import type { DeskNotes } from '../../main/core/desk.ts';
import type { Language } from '../../main/core/language.ts';
import type { StartCatalogue } from '../../main/core/messages/start-catalogue.ts';
import { Button } from './button.tsx';
import { formatMoment, formatNumber } from './format.ts';
import { Note } from './note.tsx';
import type { ScreenProps } from './props.ts';

/** At welcome, before the next customer: what became of nobody knows which requests. */
export function UnresolvedNote({
  session: { desk, language },
  text,
  act,
}: Pick<ScreenProps, 'session' | 'text' | 'act'>): ReactElement | null {
  const words = text.screens.desk;
  if (desk === undefined || desk.unresolved.length + desk.damagedLines === 0) return null;
  return (
    <div data-testid="unresolved">
      <Note tone="warn" title={words.unresolvedTitle}>
        {desk.damagedLines === 0 ? null : <p>{words.damaged(desk.damagedLines)}</p>}
        {desk.unresolved.length === 0 ? null : (
          <>
            <p>{words.unresolvedLead}</p>
            <ul>
              {desk.unresolved.map(({ reference, atMs }) => (
                <li key={`${reference} ${atMs}`}>
                  {words.unresolved(reference, formatMoment(atMs, language))}
                </li>
              ))}
            </ul>
            <Button id="acknowledge" icon="check" onPress={() => act.send({ type: 'acknowledgeUnknown' })}>
              {words.acknowledge}
            </Button>
          </>
        )}
      </Note>
    </div>
  );
}

interface QuotaNoteProps {
  readonly desk: DeskNotes | undefined;
  readonly language: Language;
  readonly text: StartCatalogue;
}

/** Before sending: how much of the quota is used; nothing where the policy sets none. */
export function QuotaNote({ desk, language, text }: QuotaNoteProps): ReactElement | null {
  if (desk === undefined) return null;
  const { use, quota } = desk;
  const words = text.screens.desk;
  const number = (value: number): string => formatNumber(value, language);
  return (
    <>
      {quota.perDay === null ? null : (
        <p className="hint">{words.usedToday(number(use.today), number(quota.perDay))}</p>
      )}
      {quota.perMonth === null ? null : (
        <p className="hint">{words.usedThisMonth(number(use.thisMonth), number(quota.perMonth))}</p>
      )}
    </>
  );
}
