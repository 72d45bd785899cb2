import '@fontsource/be-vietnam-pro/400.css';
import '@fontsource/be-vietnam-pro/500.css';
import '@fontsource/be-vietnam-pro/600.css';
import '@fontsource/be-vietnam-pro/700.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/frame.css';
import './styles/controls.css';
import './styles/camera.css';
import './styles/content.css';
import './styles/admin.css';
import './styles/history.css';
import './styles/station.css';
import './styles/signing.css';
import { createRoot } from 'react-dom/client';
import { createAdminStore } from './admin/admin-store.ts';
import { sayAlive } from './admin/heartbeat.ts';
import { connectMain } from './bridge.ts';
import { createCaptureDirector } from './camera/capture-director.ts';
import { keepFaceNets } from './camera/load-nets.ts';
import { surveyCameras } from './camera/survey.ts';
import { tellCustomer } from './camera/tell-customer.ts';
import { Kiosk } from './kiosk.tsx';
import { speakGuidance } from './speech/follow-guidance.ts';
import { createStaffPages } from './staff/load-pages.ts';
import { createStationStore } from './station/station-store.ts';
import { watchActivity } from './store/activity.ts';
import { createHistoryStore } from './store/history-store.ts';
import { createKioskStore } from './store/kiosk-store.ts';
import { createLookStore } from './store/look.ts';
import { createPortraitStore } from './store/portrait.ts';
import { whenKnown } from './store/when-known.ts';

const main = connectMain();
const kiosk = createKioskStore(main);
const nets = keepFaceNets(kiosk);
const director = createCaptureDirector(kiosk, nets.load);
const portrait = createPortraitStore(kiosk);
const look = createLookStore(kiosk);
const admin = createAdminStore(main);
const history = createHistoryStore(main, Date.now);
const pages = createStaffPages(() => import('./staff/pages.tsx'));
const station = createStationStore(main, async (onRole) => {
  const { info } = kiosk.getState();
  return info === null
    ? null
    : surveyCameras({ info, choices: await kiosk.cameras(), loadNets: nets.load, onRole });
});

nets.follow();
director.follow();
tellCustomer(kiosk, director);
speakGuidance(kiosk, director);
portrait.follow();
look.follow(document.documentElement);
watchActivity(kiosk, () => performance.now());
kiosk.connect();
admin.connect();
history.connect();
station.connect();

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
const drawn = createRoot(root);
whenKnown(kiosk, () => {
  drawn.render(
    <Kiosk
      kiosk={kiosk}
      director={director}
      portrait={portrait}
      admin={admin}
      history={history}
      look={look}
      pages={pages}
      station={station}
    />,
  );
  sayAlive(main, root);
});
