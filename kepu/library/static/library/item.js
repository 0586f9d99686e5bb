/* 资源页：播放速度、看图、复制图文。没有它，照样能放、能翻、能下载。 */
import { watchCopying } from "./copying.js";
import { watchSpeed } from "./speed.js";
import { watchViewer } from "./viewer.js";

watchSpeed(document);
watchViewer(document);
watchCopying(document);
