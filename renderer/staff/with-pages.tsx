import type { ReactElement } from 'react';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import type { StartCatalogue } from '../../main/core/messages/start-catalogue.ts';
import { Busy } from '../ui/busy.tsx';
import type { StaffPages, StaffPagesStore } from './load-pages.ts';

interface WithStaffPagesProps {
  readonly pages: StaffPagesStore;
  readonly text: StartCatalogue;
  readonly children: (pages: StaffPages) => ReactElement;
}

/** Draws one of the staff's pages; mostly they are there, else that they are loading. */
export function WithStaffPages({ pages, text, children }: WithStaffPagesProps): ReactElement {
  const view = useStore(pages);
  useEffect(() => pages.ask(), [pages]);
  // The page breaks, main notices and loads it anew: nobody is left before a page without a way back.
  if (view.isLost) throw new Error('the pages of the staff cannot be loaded');
  if (view.pages !== null) return children(view.pages);
  return (
    <main className="screen screen-centre">
      <div className="screen-body">
        <Busy />
        <p className="lead">{text.screens.common.loading}</p>
      </div>
    </main>
  );
}
