/* 全站脚本的入口：没有它，每一页也都能用。 */
import { watchChoices } from "./choices.js";
import { watchCounters } from "./counters.js";
import { watchCopies } from "./copies.js";
import { watchDialogs } from "./dialogs.js";
import { watchFaults } from "./faults.js";
import { watchForms } from "./forms.js";
import { watchPictures } from "./pictures.js";
import { watchToasts } from "./toasts.js";

watchChoices(document);
watchCounters(document);
watchCopies(document);
watchDialogs(document);
watchFaults(document);
watchForms(document);
watchPictures(document);
watchToasts(document);
