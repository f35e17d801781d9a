/* ctl_backup: what backup and restore do with the keys of persons, which lie in the database and are
 * kept apart from its data, so that FILE alone opens nothing and who was erased stays so in it. */
#ifndef REHAB_CTL_BACKUP_H
#define REHAB_CTL_BACKUP_H

#include "ctl.h"

/* *apart is 1 when the database of now keeps them so: since migration 022. */
rehab_fault *rehab_backup_is_apart(rehab_ctl *ctl, int *apart);

/* All keys of persons as lines of columns apart by tabs, NULL as nothing; and the way back, over
 * those that are there. */
rehab_fault *rehab_backup_persons(rehab_ctl *ctl, const char **text);
rehab_fault *rehab_restore_persons(rehab_ctl *ctl, const char *text);

#endif
