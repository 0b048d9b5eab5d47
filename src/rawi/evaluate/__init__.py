"""How good the reading is: the measures of the contract, and the floors that CI holds."""
