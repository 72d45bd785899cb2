import type { ReactElement, ReactNode } from 'react';
import { isColourChanged, type Appearance } from '../../main/core/appearance.ts';
import type { Catalogue } from '../../main/core/messages/catalogue.ts';
import { AdminFrame, Refusal, type DeskProps } from '../admin/frame.tsx';
import { PolicyPart } from '../admin/policy-part.tsx';
import { FleetPart } from '../admin/fleet-part.tsx';
import { UpdatesPart } from '../admin/updates-part.tsx';
import { StatsPart } from '../admin/stats-part.tsx';
import { TrainingPart } from '../admin/training-part.tsx';
import { PinForm } from '../admin/pin-form.tsx';
import { Button } from '../ui/button.tsx';
import { HandOverStand } from '../ui/hand-over-note.tsx';

/** What a supervisor may do here. */
export function AdminDeskPage(props: DeskProps): ReactElement {
  const { view, text, onRequest } = props;
  const words = text.admin;
  return (
    <AdminFrame
      name="admin"
      title={words.desk.title}
      lead={words.desk.lead}
      actions={
        <Button id="admin-lock" kind="plain" onPress={() => onRequest({ type: 'lock' })}>
          {words.desk.lock}
        </Button>
      }
    >
      <Refusal {...props} failure={view.failure} />
      <div className="admin-row">
        <Button id="history-open" onPress={props.onHistory}>
          {text.history.screen.open}
        </Button>
      </div>
      <HandOverStand desk={props.desk} language={props.language} text={text} />
      <TrainingPart
        training={view.training}
        language={props.language}
        text={text}
        onChoose={props.onScenario}
      />
      <Keys {...props} />
      <Tellers {...props} />
      <Section title={words.desk.changePin}>
        {view.state?.isPinManaged === true ? (
          <p data-testid="pin-managed">{words.pin.managed}</p>
        ) : (
          <PinForm
            text={text}
            submit={words.pin.save}
            isBusy={view.isBusy}
            onSubmit={(pin) => onRequest({ type: 'choosePin', pin })}
          />
        )}
      </Section>
      <Section title={words.desk.leaveTitle}>
        <div className="admin-row">
          <Button id="admin-restart" onPress={() => onRequest({ type: 'restart' })}>
            {words.desk.restart}
          </Button>
          <Button id="admin-exit" kind="danger" onPress={() => onRequest({ type: 'exit' })}>
            {words.desk.exit}
          </Button>
        </div>
      </Section>
      <PolicyPart policy={view.policy} text={text} />
      <UpdatesPart {...props} />
      <StatsPart {...props} />
      {view.state?.keys?.some(({ slot }) => slot === 'fleet') === true ? <FleetPart {...props} /> : null}
      <AboutPart {...props} />
    </AdminFrame>
  );
}

function Section({
  title,
  children,
}: {
  readonly title: string;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <section className="panel admin-section">
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function Keys({ view, text, onRequest }: DeskProps): ReactElement {
  const words = text.admin.keys;
  return (
    <Section title={words.title}>
      <p>{words.lead}</p>
      {(view.state?.keys ?? []).map(({ slot, isSet, fingerprint, problem }) => (
        <div className="admin-row" key={slot}>
          <strong>{words.slots[slot]}</strong>
          <span data-testid={`key-${slot}`}>
            {problem !== null
              ? text.failures[problem]
              : isSet
                ? words.isSet(fingerprint ?? '')
                : words.notSet}
          </span>
          {(['clipboard', 'file'] as const).map((source) => (
            <Button
              key={source}
              id={`key-${slot}-${source}`}
              onPress={() => onRequest({ type: 'setKey', slot, source })}
            >
              {source === 'clipboard' ? words.fromClipboard : words.fromFile}
            </Button>
          ))}
          <Button
            id={`key-${slot}-remove`}
            kind="danger"
            disabled={!isSet}
            onPress={() => onRequest({ type: 'removeKey', slot })}
          >
            {words.remove}
          </Button>
        </div>
      ))}
    </Section>
  );
}

function Tellers({ view, text, onRequest }: DeskProps): ReactElement | null {
  const words = text.admin.tellers;
  const names = view.state?.tellers ?? [];
  if (view.state?.teller.signOn !== 'pin') return null;
  return (
    <Section title={words.title}>
      <p>{words.lead}</p>
      <div className="admin-row">
        {names.length === 0 ? <span>{words.none}</span> : null}
        {names.map((tellerId) => (
          <Button
            key={tellerId}
            id={`teller-remove-${tellerId}`}
            onPress={() => onRequest({ type: 'removeTeller', tellerId })}
          >
            {words.remove(tellerId)}
          </Button>
        ))}
      </div>
      <PinForm
        text={text}
        submit={words.add}
        isBusy={view.isBusy}
        withName
        onSubmit={(pin, tellerId) => onRequest({ type: 'addTeller', tellerId, pin })}
      />
    </Section>
  );
}

/** What became of the bank's colour; nothing where the policy names none. */
function colourFact(appearance: Appearance, text: Catalogue): readonly (readonly [string, string])[] {
  const words = text.admin.about;
  const { accent } = appearance;
  if (accent === null) return [];
  const said = isColourChanged(appearance)
    ? words.colourChanged(accent.asked, accent.light.accent, accent.dark.accent)
    : `${accent.asked}, ${words.colourAsAsked}`;
  return [[words.colour, said]];
}

function AboutPart({ view, text, appearance }: DeskProps): ReactElement | null {
  const words = text.admin.about;
  const { about } = view;
  if (about === null) return null;
  const facts: readonly (readonly [string, string])[] = [
    [words.version, about.version],
    [words.build, words.signing[about.signing]],
    [words.station, about.stationId],
    [words.runtime, `Electron ${about.electron}, Chromium ${about.chromium}, Node ${about.node}`],
    [words.policy, about.isManaged ? words.managed : words.notManaged],
    ...colourFact(appearance, text),
  ];
  return (
    <Section title={words.title}>
      <dl className="admin-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd translate="no">{value}</dd>
          </div>
        ))}
      </dl>
      <details data-testid="notices">
        <summary>{words.notices}</summary>
        <pre className="admin-notices" translate="no">
          {about.notices === '' ? words.noNotices : about.notices}
        </pre>
      </details>
    </Section>
  );
}
