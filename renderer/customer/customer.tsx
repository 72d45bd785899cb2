import type { ReactElement } from 'react';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { startCatalogues } from '../../main/core/messages/start-catalogue.ts';
import { Busy } from '../ui/busy.tsx';
import { LanguageSwitch } from '../ui/language-switch.tsx';
import { PracticeBanner } from '../ui/practice-banner.tsx';
import type { CustomerStore } from './customer-store.ts';
import { CustomerConsent } from './consent.tsx';
import { CustomerFace } from './face.tsx';
import { CustomerMessage } from './message.tsx';
import type { Preview } from './preview.ts';
import type { CustomerProps } from './props.ts';

/** Joins what main says and the camera's picture to the customer's screen. */
export function Customer({
  store,
  preview,
}: {
  readonly store: CustomerStore;
  readonly preview: Preview;
}): ReactElement {
  const view = useStore(store);
  const stream = useStore(preview);
  const language = view?.language ?? 'vi';
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  if (view === null) return <Busy />;
  return <CustomerPage view={view} stream={stream} act={(act) => store.act(act)} />;
}

/** The whole page for one view; draws nothing that is not in its properties. */
export function CustomerPage(props: CustomerProps): ReactElement {
  const { view, act } = props;
  const text = startCatalogues[view.language];
  return (
    <div className="app customer" data-testid={`customer-${view.screen}`}>
      <PracticeBanner info={view} text={text} />
      <main className="customer-body">
        <Content {...props} />
      </main>
      {view.may.includes('language') ? (
        <footer className="customer-foot">
          <LanguageSwitch
            language={view.language}
            label={text.screens.common.languageGroup}
            onChoose={(language) => act({ type: 'setLanguage', language })}
          />
        </footer>
      ) : null}
    </div>
  );
}

function Content(props: CustomerProps): ReactElement {
  switch (props.view.screen) {
    case 'consent':
      return <CustomerConsent {...props} />;
    case 'face':
    case 'recording':
      return <CustomerFace {...props} />;
    default:
      return <CustomerMessage {...props} screen={props.view.screen} />;
  }
}
